"""What runs now: on the page and in the terminal, with its progress, and how it is stopped."""

import pytest
from django.core.management import CommandError, call_command

from jopoi_workbench.shell.models import AuditEntry, Evidence
from tests.workbench.conftest import fresh

pytestmark = pytest.mark.django_db


def test_the_page_shows_progress_and_cancels_all(ana, evidence):
    Evidence.objects.filter(pk=evidence.pk).update(state="running", progress=0.4)
    page = ana.get("/runs/").text
    assert 'value="40"' in page
    assert "<html" not in ana.get("/runs/", headers={"HX-Request": "true"}).text
    assert ana.post("/runs/cancel/").status_code == 302
    assert fresh(evidence).state == "cancelled"
    assert "Nothing runs or waits now." in ana.get("/runs/").text


def test_the_terminal_shows_and_cancels(evidence, capsys):
    Evidence.objects.filter(pk=evidence.pk).update(state="running", progress=0.5)
    call_command("runs")
    assert " 50%  sur: Which schools do better?" in capsys.readouterr().out
    call_command("runs", cancel=evidence.pk)
    assert fresh(evidence).state == "cancelled"
    assert AuditEntry.objects.first().actor is None
    with pytest.raises(CommandError, match="neither runs nor waits"):
        call_command("runs", cancel=evidence.pk)
    call_command("runs", watch=True)
    assert "Nothing runs or waits." in capsys.readouterr().out
