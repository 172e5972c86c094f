"""What happened cannot be changed, taken away or put in another order without it showing."""

import pytest
from django.db import connection

from jopoi_workbench.shell.audit import broken_links, digest_of, place, record, stands
from jopoi_workbench.shell.models import AuditEntry
from jopoi_workbench.shell.models.frozen import AppendOnlyError
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


def test_what_follows_a_cut_does_not_hide_it(lab, analyst, entries):
    tamper("DELETE FROM shell_auditentry WHERE id = %s", entries[3].pk)
    record(lab=lab, actor=analyst, action="challenge.opened", about=lab, at=AT, name="after")
    assert list(broken_links(lab)) == ["entry 4 does not follow the one before it"]


def test_an_inserted_entry_shows(lab, entries):
    for entry in reversed(entries[1:]):
        tamper("UPDATE shell_auditentry SET number = number + 1 WHERE id = %s", entry.pk)
    forged = AuditEntry(lab=lab, number=2, action="x", object_kind="lab", object_id="1", at=AT,
                        previous=entries[0].digest)  # fmt: skip
    forged.digest = digest_of(forged)
    forged.save()
    assert "entry 3 was changed" in list(broken_links(lab))


def test_a_chain_made_anew_does_not_go_through_a_place_written_down(lab, analyst, entries):
    kept = place(lab)
    assert stands(lab, kept)
    tamper("DELETE FROM shell_auditentry WHERE lab_id = %s", lab.pk)
    tamper("UPDATE shell_lab SET audit_head = '' WHERE id = %s", lab.pk)
    for _ in entries:
        record(lab=lab, actor=analyst, action="challenge.opened", about=lab, at=AT, name="anew")
    assert list(broken_links(lab)) == []
    assert not stands(lab, kept)


def test_a_place_is_written_down_whole_or_with_the_beginning_of_its_digest(lab, entries):
    number, _, digest = place(lab).partition(":")
    assert [length for length in (16, 40, 64) if not stands(lab, f"{number}:{digest[:length]}")] == []
    wrong = [digest[:15], digest + "0", digest[::-1], "", digest[:16].replace(digest[0], "%")]
    assert [end for end in wrong if stands(lab, f"{number}:{end}")] == []


@pytest.mark.parametrize("facts", [{"n": 1e22, "m": -0.0}, {"b": 1, "a": [1.0, 1e-9]}, {"ñ": "\U0001f9ff‮x"}])
def test_facts_keep_their_digest_in_every_database(lab, analyst, facts):
    record(lab=lab, actor=analyst, action="challenge.opened", about=lab, at=AT, **facts)
    assert list(broken_links(lab)) == []
