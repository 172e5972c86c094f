"""Saying what columns are: sensible proposals, one sentence for each mistake."""

import pytest

from jopoi_workbench.shell.models import Dataset
from tests.workbench.conftest import fresh
from tests.workbench.shell.test_uploads import upload

GOOD = {
    "role-0": "unit", "role-1": "period", "role-2": "outcome", "role-3": "context", "label-2": "points",
    "sensitivity": "lab", "consent_basis": "agreement",
}  # fmt: skip


def describe(client, dataset, **changes):
    return client.post(f"/datasets/{dataset.pk}/columns/", GOOD | changes)


def test_a_good_description_is_kept(ana, dataset):
    assert describe(ana, dataset).status_code == 302
    kept = fresh(dataset)
    assert kept.described
    assert kept.column("score")["label"] == "points"
    assert kept.consent_basis == "agreement"


def test_proposals_are_chosen_beforehand(ana, dataset):
    page = ana.get(f"/datasets/{dataset.pk}/columns/").text
    assert '<option value="unit" selected>' in page
    assert '<option value="period" selected>' in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"role-0": ""}, "Say which column is the unit"),
        ({"role-2": ""}, "Say which column is the outcome."),
        ({"role-3": "outcome"}, "“score” already has this role."),
        ({"role-0": "outcome", "role-2": "unit"}, "“school” holds text, not numbers."),
        ({"consent_basis": ""}, "Say on what grounds the lab may use the table."),
        ({"label-0": "x" * 121}, "Shorten this to 120 characters."),
    ],
)
def test_each_mistake_is_one_sentence(ana, dataset, changes, sentence):
    answer = describe(ana, dataset, **changes)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert not fresh(dataset).described


def test_text_among_numbers_is_named_with_its_row(ana):
    lines = ["school,year,score,poverty"] + [f"s{n},2021,{n},{n}" for n in range(60)]
    lines[41] = "s41,2021,n/k,3"
    upload(ana, content="\n".join(lines).encode())
    answer = describe(ana, Dataset.objects.get())
    assert answer.status_code == 422
    assert "“score” has text in row 42" in answer.text
