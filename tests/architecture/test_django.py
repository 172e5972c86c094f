"""The workbench as Django sees it: no missing migration, nothing unsafe on a server."""

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_no_migration_is_missing(capsys):
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)
    assert "No changes detected" in capsys.readouterr().out


def test_the_deployment_check_finds_nothing(capsys):
    call_command("check", deploy=True, fail_level="WARNING")
    assert "no issues" in capsys.readouterr().out
