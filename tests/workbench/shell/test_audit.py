"""What happened cannot be changed, taken away or put in another order without it showing."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from jopoi_workbench.shell.audit import broken_links, record
from jopoi_workbench.shell.models import AuditEntry
from jopoi_workbench.shell.models.audit import AppendOnlyError
from tests.workbench.conftest import AT


@pytest.fixture
def entries(lab, analyst):
    return [
        record(lab=lab, actor=analyst, action="challenge.opened", about=lab, at=AT, name=f"No. {n}")
        for n in range(4)
    ]


def tamper(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_an_untouched_chain_is_whole(lab, entries):
    assert list(broken_links(lab)) == []


def test_each_entry_holds_the_digest_of_the_one_before(entries):
    assert [entry.previous for entry in entries[1:]] == [entry.digest for entry in entries[:-1]]


def test_a_changed_fact_shows(lab, entries):
    tamper("UPDATE shell_auditentry SET facts = %s WHERE id = %s", '{"name": "other"}', entries[1].pk)
    assert list(broken_links(lab)) == ["entry 2 was changed"]


def test_a_changed_actor_shows(lab, entries):
    tamper("UPDATE shell_auditentry SET actor_id = NULL WHERE id = %s", entries[2].pk)
    assert list(broken_links(lab)) == ["entry 3 was changed"]


def test_a_removed_entry_shows(lab, entries):
    tamper("DELETE FROM shell_auditentry WHERE id = %s", entries[1].pk)
    assert "entry 2 is missing" in list(broken_links(lab))


def test_a_cut_off_end_shows(lab, entries):
    tamper("DELETE FROM shell_auditentry WHERE id = %s", entries[3].pk)
    assert list(broken_links(lab)) == ["the last entries are missing"]


def test_another_order_shows(lab, entries):
    for number, entry in ((99, entries[1]), (2, entries[2]), (3, entries[1])):
        tamper("UPDATE shell_auditentry SET number = %s WHERE id = %s", number, entry.pk)
    assert "entry 2 does not follow the one before it" in list(broken_links(lab))


def test_an_entry_is_neither_saved_again_nor_deleted(entries):
    with pytest.raises(AppendOnlyError):
        entries[0].save()
    with pytest.raises(AppendOnlyError):
        entries[0].delete()


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows.update(action="other"),
        lambda rows: rows.delete(),
        lambda rows: rows.bulk_update([], ["action"]),
    ],
)
def test_many_entries_are_not_changed_at_once_either(entries, change):
    with pytest.raises(AppendOnlyError):
        change(AuditEntry.objects.all())


def test_each_lab_has_a_chain_of_its_own(lab, other_lab, entries, stranger):
    first = record(lab=other_lab, actor=stranger, action="challenge.opened", about=other_lab, at=AT, name="x")
    assert (first.number, first.previous) == (1, "")
    assert list(broken_links(lab)) == list(broken_links(other_lab)) == []


def test_the_command_fails_on_a_broken_chain(lab, entries, capsys):
    call_command("audit")
    assert "4 entries, whole" in capsys.readouterr().out
    tamper("UPDATE shell_auditentry SET action = 'x' WHERE id = %s", entries[0].pk)
    with pytest.raises(CommandError):
        call_command("audit")
