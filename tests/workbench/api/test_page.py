"""The examples on the page of the API work against a served workbench."""

import os
import re
import shutil
import subprocess
import sys

import pytest

from tests.conftest import HOUSE
from tests.workbench.api.conftest import token_of

PAGE = (HOUSE / "docs/api.md").read_text()
EXAMPLES = re.findall(r"^```(bash|py)\n(.*?)^```", PAGE, re.S | re.M)


@pytest.mark.django_db(transaction=True)
def test_the_examples_of_the_page_work(live_server, analyst):
    assert shutil.which("curl"), "the examples need curl: sudo apt-get install curl"
    known = os.environ | {"JOPOI": live_server.url, "TOKEN": token_of(analyst)[1]}
    for language, code in EXAMPLES:
        program = [sys.executable, "-c", code] if language == "py" else ["bash", "-ec", code]
        done = subprocess.run(program, env=known, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{code}\n{done.stderr}"
