"""A claim of money saved: what follows from it, how it is called, and what is refused."""

import json
import math

import pytest

from jopoi.errors import OptionError
from jopoi.sense import claim

A2I = {"amount": 8e9, "years": 10, "services": 200, "currency": "USD"}


def test_the_claim_of_the_source_is_gross_and_comes_to_what_the_domain_says():
    found = claim(**A2I)
    assert found.standing == "gross, unattributed"
    assert dict(found.values) == {"a_year": 0.8e9, "a_service": 40e6, "a_service_year": 4e6}
    told = found.summary()
    assert "USD 0.8 billion a year" in told
    assert "USD 40 million a service" in told
    assert "gross and unattributed" in told


@pytest.mark.parametrize(
    ("known", "standing"),
    [
        ({"agency_cost": 1e8}, "net of cost, unattributed"),
        ({"attribution": 0.5}, "due to the change, gross"),
        ({"attribution": 0.5, "agency_cost": 1e8}, "due to the change, net"),
    ],
)
def test_it_is_called_no_more_than_what_is_known(known, standing):
    found = claim(**A2I, **known)
    assert found.standing == standing
    assert ("Nothing was compared" in found.summary()) == ("attribution" not in known)


def test_the_cost_comes_off_what_is_due():
    found = claim(**A2I, attribution=0.5, agency_cost=1e8, uses=2e8, hour_value=0.5)
    assert found.values["due_a_year"] == pytest.approx(0.4e9)
    assert found.values["net_a_year"] == pytest.approx(0.3e9)
    assert found.values["a_use"] == pytest.approx(4.0)
    assert found.values["hours_a_use"] == pytest.approx(8.0)


def test_what_cannot_well_be_is_asked():
    asked = " ".join(claim(amount=3e5, years=3, uses=1000, hour_value=2, agency_cost=5e5).questions())
    assert "really save 50 hours" in asked
    assert "costs the agency more" in asked


def test_spanish_counts_in_millions():
    """A “billón” is a million millions."""
    told = claim(**A2I).summary("es")
    assert "USD 8000 millones ahorrados" in told
    assert "USD 800 millones al año" in told
    assert "USD 1 millón" in claim(amount=1e6, years=1, currency="USD").sentence("es")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"amount": -1.0}, "above 0"),
        ({"amount": math.inf}, "must be a number"),
        ({"amount": math.nan}, "must be a number"),
        ({"years": 0}, "above 0"),
        ({"services": 0}, "at least 1"),
        ({"services": 1.5}, "must be a number"),
        ({"hour_value": 3.0}, "needs `uses`"),
        ({"attribution": 1.2, "uses": 3.0}, "at most 1"),
        ({"currency": "x" * 13}, "currency"),
    ],
)
def test_a_figure_that_makes_no_sense_is_refused(wrong, said):
    with pytest.raises(OptionError, match=said):
        claim(**A2I | wrong)


def test_it_is_stored_in_the_shape_of_results():
    stored = json.loads(claim(**A2I).to_json())
    assert stored["method"] == "sense.claim"
    assert stored["spec"]["services"] == 200
    assert stored["values"]["a_year"] == 0.8e9
