"""A skipped test is told with its reason, and under CI=true it has failed."""

import os
import shutil
import subprocess
import sys

import pytest

SKIPPING = """
import pytest

def test_that_wants_a_browser():
    pytest.skip("no browser")

@pytest.mark.xfail(reason="known", strict=True)
def test_that_is_known_to_fail():
    assert False
"""
SKIPPED_MODULE = 'import pytest\npytest.importorskip("no_such_package")\n'


@pytest.fixture
def run(house, tmp_path):
    """Run a test file in a folder of its own, under the project's rule about skips."""
    shutil.copy(house / "conftest.py", tmp_path)

    def run_with(code, ci):
        (tmp_path / "test_it.py").write_text(code)
        (tmp_path / "pytest.ini").write_text("[pytest]\n")
        command = [sys.executable, "-m", "pytest", "-q", "-rs", "-p", "no:django", "-p", "no:randomly"]
        answer = subprocess.run(
            command, cwd=tmp_path, env=os.environ | {"CI": ci}, capture_output=True, text=True, check=False
        )
        return answer.returncode, answer.stdout

    return run_with


def test_a_skip_fails_in_continuous_integration(run):
    code, told = run(SKIPPING, ci="true")
    assert code == 1
    assert "1 failed, 1 xfailed" in told
    assert "nothing may be" in told


def test_a_skip_is_told_with_its_reason_elsewhere(run):
    code, told = run(SKIPPING, ci="")
    assert code == 0
    assert "no browser" in told


def test_a_skipped_module_fails_in_continuous_integration(run):
    code, told = run(SKIPPED_MODULE, ci="true")
    assert code != 0
    assert "nothing may be" in told
