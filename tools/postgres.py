"""A PostgreSQL server of our own for as long as a command runs: ``python -m tools.postgres COMMAND …``.

The server lives in a temporary folder, listens on a free port of this machine only, is owned by an account
that is not root, and writes nothing through to the disk, which makes it quick and useless for anything that
shall last. The command finds it in ``DATABASE_URL``. It is stopped whatever happens to the command or to us.
Debian's server is installed if there is none.
"""

import contextlib
import ctypes
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

HOST = "127.0.0.1"
NAME = "jopoi"
_SECONDS_TO_START = 60.0
_SECONDS_TO_STOP = 20.0
_PR_SET_PDEATHSIG = 1
# No page of these tests outlives the server.
_QUICK = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "max_connections": "150"}


def programs() -> Path:
    """The folder of the server's programs; Debian does not put them on the PATH."""
    found = _found()
    if not found:
        _install()
        found = _found()
    if not found:
        sys.exit("PostgreSQL was installed, but its programs were not found.")
    return found[0]


def _found() -> list[Path]:
    folders = [Path(path).resolve().parent for path in (shutil.which("initdb"),) if path]
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    needed = ("initdb", "postgres", "pg_isready", "createdb")
    return [folder for folder in folders if all((folder / name).exists() for name in needed)]


def _install() -> None:
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if not shutil.which("apt-get") or (as_root and not shutil.which("sudo")):
        sys.exit("These tests need PostgreSQL. Install it, for example: sudo apt-get install postgresql")
    print("Installing Debian's PostgreSQL …", file=sys.stderr)
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "check": True}
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([*as_root, "apt-get", "update", "-qq"], env=env, **quiet)  # type: ignore[call-overload]
    install = [*as_root, "apt-get", "install", "-y", "-qq", "--no-install-recommends", "postgresql"]
    subprocess.run(install, env=env, **quiet)  # type: ignore[call-overload]


def _account() -> dict[str, object]:
    """Whose the server is: ours, or Debian's account for it if we are root, for whom it would not start."""
    if os.geteuid() != 0:
        return {}
    return {"user": "postgres", "group": "postgres", "extra_groups": []}


def _end_with_us() -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGINT)


@contextlib.contextmanager
def server(*, safe: bool = False) -> Iterator[str]:
    """The address (``DATABASE_URL``) of a server that lives as long as the block.

    With ``safe`` it writes through to the disk as a real one does.
    """
    bin_, account, password = programs(), _account(), secrets.token_urlsafe(16)
    with tempfile.TemporaryDirectory(prefix="jopoi-postgres-") as name:
        folder = Path(name)
        if account:
            owner = pwd.getpwnam("postgres")
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        kept = folder / "password"
        kept.write_text(password)
        kept.chmod(0o644)  # in a folder that only its owner enters
        made = [bin_ / "initdb", "-D", folder / "data", "-U", NAME, "-A", "scram-sha-256", "--pwfile", kept]
        made += ["-E", "UTF8", "--locale", "C.UTF-8", "--no-sync"]
        subprocess.run(made, check=True, stdout=subprocess.DEVNULL, cwd=folder, **account)  # type: ignore[call-overload]
        port = _free_port()
        line = [bin_ / "postgres", "-D", folder / "data", "-p", str(port), "-h", HOST, "-k", folder]
        for option, value in ({} if safe else _QUICK).items():
            line += ["-c", f"{option}={value}"]
        log = (folder / "log").open("wb")
        process = subprocess.Popen(
            line, stdout=log, stderr=log, cwd=folder, start_new_session=True,
            preexec_fn=_end_with_us, **account,
        )  # type: ignore[call-overload]  # fmt: skip
        try:
            _wait(bin_, process, port, folder)
            env = os.environ | {"PGPASSWORD": password}
            create: list[str | Path] = [bin_ / "createdb", "-h", HOST, "-p", str(port), "-U", NAME, NAME]
            subprocess.run(create, check=True, env=env)
            yield f"postgres://{NAME}:{password}@{HOST}:{port}/{NAME}"
        finally:
            _stop(process)
            log.close()


def _free_port() -> int:
    with contextlib.closing(socket.socket()) as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _wait(bin_: Path, process: "subprocess.Popen[bytes]", port: int, folder: Path) -> None:
    end = time.monotonic() + _SECONDS_TO_START
    asked: list[str | Path] = [bin_ / "pg_isready", "-q", "-h", HOST, "-p", str(port)]
    while time.monotonic() < end and process.poll() is None:
        if subprocess.run(asked, check=False).returncode == 0:
            return
        time.sleep(0.1)
    sys.exit("PostgreSQL did not start:\n" + (folder / "log").read_text())


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGINT)  # ends its sessions and stops in order
    try:
        process.wait(_SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def main() -> int:
    """Run a command beside a server; its exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with server() as address:
        return subprocess.run(
            sys.argv[1:], env=os.environ | {"DATABASE_URL": address}, check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main())
