"""What all see of a screening in a verdict: no list of a few, no picture of a lab’s own table."""

import pytest

from jopoi_workbench.sense.services import ask
from jopoi_workbench.shell.models import Dataset
from jopoi_workbench.shell.reading_verdicts import read
from jopoi_workbench.shell.services import claims, keep_verdict
from tests.workbench.conftest import AT
from tests.workbench.sense.conftest import METHOD, SPEC

pytestmark = pytest.mark.django_db
GIVEN = {
    "decision": {"en": "Visit them."}, "read_by": "the committee",
    "numbers": {}, "flow": {}, "may_say": {}, "may_not_claim": {},
}  # fmt: skip


def verdict_on(dataset, analyst, **spec):
    evidence = ask(method=METHOD, dataset=dataset, actor=analyst, spec=SPEC | spec, at=AT)
    claim = claims.write_claim(
        actor=analyst, challenge=dataset.challenge, stage="sense", at=AT,
        texts={"sentences": evidence.titles, "doubts": evidence.doubts, "because": {}},
    )  # fmt: skip
    claims.cite(actor=analyst, claim=claim, kind="evidence", evidence=evidence, at=AT)
    return keep_verdict(actor=analyst, claim=claim, decided_on=AT.date(), given=GIVEN, at=AT)


def test_a_list_of_a_few_is_neither_counted_nor_drawn_for_everyone(schools, analyst):
    Dataset.objects.update(sensitivity="open")
    verdict = verdict_on(schools, analyst, capacity=3)
    inside, outside = read(verdict), read(verdict, public_at=AT)
    assert inside.sentence.startswith("3 of 80 units")
    assert outside.sentence.startswith("<5 of 80 units")
    assert outside.rests_on[0]["title"].startswith("<5 of 80 units")
    assert inside.parts["may_say"][0].startswith("3 units")
    assert outside.parts["may_say"][0].startswith("<5 units")
    assert (inside.picture is not None, outside.picture) == (True, None)


def test_a_picture_names_units_and_is_for_everyone_only_if_the_table_is(schools, analyst):
    verdict = verdict_on(schools, analyst)
    assert read(verdict).picture is not None
    assert read(verdict, public_at=AT).picture is None
    Dataset.objects.update(sensitivity="open")
    assert read(verdict, public_at=AT).picture is not None
