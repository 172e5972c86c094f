"""The parts of a result as files: each opens, and who must not have one does not get it."""

import io
import json
from itertools import product

import polars as pl
import pytest
from python_calamine import CalamineWorkbook

from jopoi_workbench.sense import services
from jopoi_workbench.shell.models import Evidence, Role
from tests.workbench.conftest import AT, member_in, signed_in
from tests.workbench.sense.conftest import METHOD, SPEC, rows

READ = {
    "csv": pl.read_csv,
    "xlsx": lambda file: pl.DataFrame(_cells(file)[1:], schema=_cells(file)[0], orient="row"),
    "parquet": pl.read_parquet,
}
EVERYONE = ("shortlist", "visits", "persistence", "sensitivity", "coefficients", "exclusions")
WITH_ROWS = ("units", "left_out")


def _cells(file):
    return CalamineWorkbook.from_filelike(io.BytesIO(file.getvalue())).get_sheet_by_index(0).to_python()


def take(client, evidence, name):
    return client.get(f"/sense/evidence/{evidence.pk}/download/{name}")


def test_every_table_opens_as_what_it_says(ana, screened):
    for name, ext in product([*EVERYONE, *WITH_ROWS, "key"], READ):
        answer = take(ana, screened, f"{name}.{ext}")
        assert f'filename="screening-{screened.pk}-{name}.{ext}"' in answer["Content-Disposition"]
        if name not in {"exclusions", "left_out"}:
            assert READ[ext](io.BytesIO(answer.content)).height > 0, (name, ext)


def test_the_key_says_what_the_visits_do_not(ana, screened):
    visits, key = (
        READ["csv"](io.BytesIO(take(ana, screened, f"{n}.csv").content)) for n in ("visits", "key")
    )
    assert "role" not in visits.columns
    assert set(visits["visit"]) == set(key["visit"])
    assert set(key["role"]) <= {"potential", "ordinary", "low"}
    assert key.filter(role="potential").height == services.screening_of(screened).values["selected"]


def test_the_visits_are_not_in_the_order_of_the_list(ana, screened):
    visits = READ["csv"](io.BytesIO(take(ana, screened, "visits.csv").content))
    short = services.screening_of(screened).sheets["shortlist"]["unit"].to_list()
    assert visits["unit"].to_list()[: len(short)] != short


@pytest.mark.parametrize(
    ("role", "allowed", "refused"),
    [
        (
            Role.FACILITATOR,
            ["shortlist.csv", "visits.xlsx", "spec.json"],
            ["units.csv", "key.csv", "result.json"],
        ),
        (Role.MANAGER, ["units.csv", "result.json"], ["key.csv"]),
        (Role.LEARNER, [], ["shortlist.csv", "visits.csv", "report.html", "spec.json"]),
    ],
)
def test_each_role_gets_what_it_may_have(screened, lab, role, allowed, refused):
    client = signed_in(member_in(lab, role, "Someone"))
    assert [take(client, screened, name).status_code for name in allowed] == [200] * len(allowed)
    assert [take(client, screened, name).status_code for name in refused] == [403] * len(refused)


@pytest.mark.parametrize("name", ["nothing.csv", "shortlist.exe", "nothing.svg", "mirror.csv", "report.csv"])
def test_what_a_result_does_not_have_is_not_found(ana, screened, name):
    assert take(ana, screened, name).status_code == 404


def test_a_run_without_a_result_has_no_files(ana, screened):
    Evidence.objects.filter(pk=screened.pk).update(state=Evidence.State.FAILED)
    assert take(ana, screened, "shortlist.csv").status_code == 404


def test_the_spec_asks_the_same_again(ana, screened):
    stored = json.loads(take(ana, screened, "spec.json").content)
    assert (stored["method"], stored["spec"]) == ("sense.screen", screened.spec)


def test_the_whole_result_has_the_shape_of_the_house(ana, screened):
    stored = json.loads(take(ana, screened, "result.json").content)
    assert {"method", "version", "spec", "input_digest", "summary", "warnings", "values", "tables"} <= set(
        stored
    )


def test_a_figure_and_the_report_stand_on_their_own(ana, screened):
    figure = take(ana, screened, "caterpillar.svg")
    assert figure["Content-Type"] == "image/svg+xml"
    report = take(ana, screened, "report.html").content.decode()
    assert "potential positive deviants" in report
    assert "<script" not in report
    assert "pupils who passed" in report


def test_a_label_that_is_a_formula_stays_a_text(table, analyst, undrawn, ana):
    lines = [line.replace("s00,", "=1+1,") for line in rows()]
    done = services.ask(method=METHOD, dataset=table(lines), actor=analyst, spec=SPEC, at=AT)
    csv = take(ana, done, "shortlist.csv").content.decode()
    assert "\n=1+1" not in csv
    assert "'=1+1" in csv
