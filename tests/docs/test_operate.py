"""The files of docs/operate fit together, and are what nginx and systemd understand."""

import re
import shutil
import subprocess
from configparser import RawConfigParser

import pytest

from tests.conftest import HOUSE

FOLDER = HOUSE / "docs" / "operate"
UNITS = sorted([*FOLDER.glob("*.service"), *FOLDER.glob("*.timer")])


def settings():
    return set(re.findall(r"^\| `([A-Z_]+)` \|", (HOUSE / "docs/reference/settings.md").read_text(), re.M))


def unit(path):
    parser = RawConfigParser(strict=False)
    parser.optionxform = str
    parser.read(path)
    return parser


def test_every_name_of_the_environment_is_a_setting():
    given = re.findall(r"^([A-Z_]+)=", (FOLDER / "jopoi.env").read_text(), re.M)
    assert set(given) <= settings()
    assert len(given) == len(set(given))


def test_every_file_is_told_of():
    page = (HOUSE / "docs" / "operate.md").read_text()
    assert [path.name for path in FOLDER.iterdir() if f"(operate/{path.name})" not in page] == []


@pytest.mark.parametrize("path", [p for p in UNITS if p.suffix == ".service"], ids=lambda path: path.name)
def test_a_service_runs_as_its_own_account_with_the_settings_and_little_else(path):
    service = unit(path)["Service"]
    assert (service["User"], service["EnvironmentFile"]) == ("jopoi", "/etc/jopoi/jopoi.env")
    assert (service["ProtectSystem"], service["NoNewPrivileges"]) == ("strict", "yes")
    assert "/opt/jopoi/venv/bin/" in service["ExecStart"]


def test_the_proxy_asks_where_the_server_listens():
    started = unit(FOLDER / "jopoi-web.service")["Service"]["ExecStart"]
    host, port = re.search(r"--host (\S+) --port (\d+)", started).groups()
    assert f"server {host}:{port};" in (FOLDER / "nginx.conf").read_text()
    assert "jopoi_workbench.project.wsgi:application" in started


def test_figures_lie_in_the_folder_that_is_emptied_at_each_start():
    folder = unit(FOLDER / "jopoi-web.service")["Service"]["RuntimeDirectory"]
    assert f"JOPOI_METRICS_DIR=/run/{folder}/" in (FOLDER / "jopoi.env").read_text()


def test_the_proxy_says_what_the_workbench_believes():
    proxy = (FOLDER / "nginx.conf").read_text()
    assert "JOPOI_BEHIND_PROXY=true" in (FOLDER / "jopoi.env").read_text()
    for header in ("X-Forwarded-Proto https", "X-Request-ID $request_id", "Host $host"):
        assert f"proxy_set_header {header};" in proxy
    # Whatever a visitor sends under that name is replaced.
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in proxy


def test_systemd_understands_the_units(tmp_path):
    analyse = shutil.which("systemd-analyze")
    if analyse is None:  # the other tests have read them
        return
    for path in UNITS:
        text = path.read_text().replace("/opt/jopoi/venv/bin/python", "/bin/true")
        (tmp_path / path.name.replace("@.", "@1.")).write_text(
            text.replace("/opt/jopoi/venv/bin/jopoi", "true")
        )
    told = subprocess.run(
        [analyse, "verify", "--man=no", *sorted(map(str, tmp_path.iterdir()))],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert [line for line in told.stderr.splitlines() if "jopoi" in line] == []


def test_nginx_understands_its_file(tmp_path):
    nginx = shutil.which("nginx")
    if nginx is None:  # the other tests have read it
        return
    made = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "1",
        "-subj",
        "/CN=lab.example.org",
    ]
    subprocess.run(
        [*made, "-keyout", tmp_path / "privkey.pem", "-out", tmp_path / "fullchain.pem"],
        capture_output=True, check=True,
    )  # fmt: skip
    told = (FOLDER / "nginx.conf").read_text().replace("/etc/ssl/jopoi", str(tmp_path))
    (tmp_path / "jopoi.conf").write_text(told.replace("/var/log/nginx", str(tmp_path)))
    whole = f"pid {tmp_path}/pid; error_log stderr; events {{}} http {{ include {tmp_path}/jopoi.conf; }}"
    (tmp_path / "nginx.conf").write_text(whole)
    done = subprocess.run(
        [nginx, "-t", "-c", tmp_path / "nginx.conf"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
