"""A lab moves whole: under new numbers, with its chain as it was, and without anyone's secrets."""

import zipfile

import pytest
from django.db import connection, models
from django.utils import timezone

from jopoi.errors import JopoiError
from jopoi_workbench.shell import blobs
from jopoi_workbench.shell.audit import broken_links
from jopoi_workbench.shell.models import AuditEntry, Challenge, Dataset, Evidence, Lab, Member, Person
from jopoi_workbench.shell.operations.arriving import import_lab
from jopoi_workbench.shell.operations.leaving import export_lab
from jopoi_workbench.shell.operations.reach import APPS_LEFT_OUT, LEFT_OUT, known, links, reached, stays
from tests.workbench.conftest import AT

SECRET = ("token", "secret", "password", "hash", "code")


@pytest.fixture
def exported(evidence, tmp_path):
    path = tmp_path / "sur.zip"
    export_lab("sur", path, at=AT)
    return path


def forget_the_lab():
    """As on another server: nothing of the lab is here, and other labs have used its numbers."""
    tables = [model._meta.db_table for model in reached()] + [Person._meta.db_table]
    with connection.cursor() as cursor:
        for table in reversed(tables):
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608 - our own names, quoted
    lab = Lab.objects.create(name="Another", slug="another")
    for name in ("Ana", "Berta", "Carla"):
        person = Person.objects.create_user(f"{name}@example.org", "dos manos abiertas", name=name)
        member = Member.objects.create(lab=lab, person=person)
        for n in range(3):
            Challenge.objects.create(lab=lab, title=f"{name} {n}", created_by=member, created_at=AT)


def test_every_table_moves_or_is_left_out_with_a_reason():
    forgotten = [model._meta.label for model in known() if model not in reached() and not stays(model)]
    assert forgotten == [], (
        "these reach no lab by relations that are always there: give them one, or name them in "
        "LEFT_OUT of shell/operations/reach.py with the reason why they do not move with a lab"
    )
    assert all([*LEFT_OUT.values(), *APPS_LEFT_OUT.values()])


def test_no_row_that_moves_must_point_to_what_stays():
    moving = set(reached()) | {Person}
    wrong = [str(field) for model in reached() for field in links(model)
             if not field.null and field.related_model not in moving]  # fmt: skip
    assert wrong == []


def test_no_secret_moves():
    fields = [field for model in reached() for field in model._meta.local_concrete_fields]
    named = [
        str(f)
        for f in fields
        if not isinstance(f, models.ForeignKey) and set(SECRET) & set(f.name.split("_"))
    ]
    assert named == [], (
        "leave these tables out in shell/operations/reach.py, or say here why they hold no secret"
    )


def test_a_lab_arrives_whole(exported, evidence, dataset):
    content = blobs.path_of(dataset.digest).read_bytes()
    blobs.path_of(dataset.digest).unlink()
    forget_the_lab()
    import_lab(exported, at=AT)
    lab = Lab.objects.get(slug="sur")
    arrived = Evidence.objects.get(lab=lab)
    assert arrived.created_by.lab == arrived.dataset.lab == arrived.challenge.lab == lab
    assert arrived.challenge.title == "Schools beyond their means"
    assert arrived.loop.challenge == arrived.challenge
    assert blobs.path_of(Dataset.objects.get(lab=lab).digest).read_bytes() == content
    assert Challenge.objects.exclude(lab=lab).count() == 9


def test_the_chain_stays_as_it_was_and_goes_on(exported, analyst):
    before = list(AuditEntry.objects.order_by("number").values_list("number", "digest", "facts"))
    forget_the_lab()
    import_lab(exported, at=AT, slug="south")
    lab = Lab.objects.get(slug="south")
    after = list(
        AuditEntry.objects.filter(lab=lab).order_by("number").values_list("number", "digest", "facts")
    )
    assert after[:-1] == before
    assert list(broken_links(lab)) == []
    entry = AuditEntry.objects.filter(lab=lab, object_kind="challenge").get()
    assert entry.object_id == str(Challenge.objects.get(lab=lab).pk)
    assert entry.actor == Member.objects.get(lab=lab, person__email="ana@example.org")


@pytest.mark.parametrize(
    "change", ["actor_id = NULL", "object_id = '77'", "origin = NULL", "action = 'other'", "facts = '{}'"]
)
def test_tampering_with_what_came_along_shows(exported, change):
    forget_the_lab()
    import_lab(exported, at=AT)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE shell_auditentry SET {change} WHERE number = 2")  # noqa: S608 - of this test
    assert list(broken_links(Lab.objects.get(slug="sur"))) != []


def test_it_moves_on_to_a_third_server(exported, tmp_path):
    forget_the_lab()
    import_lab(exported, at=AT)
    export_lab("sur", tmp_path / "on.zip", at=AT)
    forget_the_lab()
    import_lab(tmp_path / "on.zip", at=AT)
    lab = Lab.objects.get(slug="sur")
    assert list(broken_links(lab)) == []
    assert AuditEntry.objects.filter(lab=lab, action="lab.imported").count() == 2


def test_people_are_known_by_their_address_and_bring_no_password(exported):
    with zipfile.ZipFile(exported) as archive:
        told = b"".join(archive.read(name) for name in archive.namelist() if name.startswith("tables/"))
    assert b"argon2" not in told
    assert b"md5$" not in told
    forget_the_lab()
    known_here = Person.objects.get(email="ana@example.org")
    import_lab(exported, at=AT)
    assert Member.objects.get(lab__slug="sur").person == known_here
    assert known_here.check_password("dos manos abiertas")


def test_who_is_new_here_has_no_password(exported):
    forget_the_lab()
    Person.objects.filter(email="ana@example.org").update(email="other@example.org")
    import_lab(exported, at=AT)
    assert not Person.objects.get(email="ana@example.org").has_usable_password()


def test_a_lab_is_taken_in_once(exported):
    forget_the_lab()
    import_lab(exported, at=AT, slug="south")
    for slug in ("", "west"):
        with pytest.raises(JopoiError, match="here already, as “south”"):
            import_lab(exported, at=AT, slug=slug)
    assert Lab.objects.count() == 2


def test_an_address_that_is_taken_can_be_changed(exported):
    forget_the_lab()
    Lab.objects.update(slug="sur")
    with pytest.raises(JopoiError, match="is taken"):
        import_lab(exported, at=AT)
    import_lab(exported, at=AT, slug="south")


def test_a_lab_whose_chain_is_broken_does_not_leave(evidence, tmp_path):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE shell_auditentry SET action = 'other' WHERE number = 1")
    with pytest.raises(JopoiError, match="chain"):
        export_lab("sur", tmp_path / "x.zip", at=timezone.now())
    assert not (tmp_path / "x.zip").exists()


def test_a_server_without_tables_is_told_to_make_them(exported):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations")
    with pytest.raises(JopoiError, match=r"no tables yet.*jopoi_workbench migrate"):
        import_lab(exported, at=AT)
