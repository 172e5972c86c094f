"""Commands of other packages are found by their entry points; without the workbench one sentence says so."""

import subprocess
import sys

from jopoi.cli._commands import brought

NO_DJANGO = """
import importlib.util, sys
find = importlib.util.find_spec
importlib.util.find_spec = lambda name, *rest: None if name == "django" else find(name, *rest)
from jopoi.cli import main
sys.argv = ["jopoi", "doctor"]
main()
"""


def test_the_workbench_brings_its_commands():
    assert {"doctor", "audit", "backup", "restore", "lab"} <= set(brought())


def test_without_the_workbench_one_sentence_says_what_to_install():
    told = subprocess.run([sys.executable, "-c", NO_DJANGO], capture_output=True, text=True, check=False)
    assert told.returncode == 2
    assert told.stderr == (
        "The workbench is not installed; install it with: pip install 'jopoi[workbench]'.\n"
    )


def test_help_and_rooms_do_not_load_the_web():
    code = (
        "import sys; from jopoi.cli import app\n"
        "try: app(['--help'])\nexcept SystemExit: print('django' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.endswith("False\n")
