"""A few of the kills of `benchmarks.kill_spine`: whatever dies while people write, everything is whole."""

import subprocess
import sys

import pytest

from tests.conftest import HOUSE


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_what_is_killed_while_people_write_leaves_everything_whole(kind):
    line = [sys.executable, "-m", "benchmarks.kill_spine", "--kills", "10", "--seed", "3", "--kind", kind]
    done = subprocess.run(line, cwd=HOUSE, capture_output=True, text=True, check=False, timeout=900)
    assert done.returncode == 0, done.stdout + done.stderr
