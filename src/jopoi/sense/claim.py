"""What a claim of money saved implies, before anybody believes or repeats it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jopoi._core.specs import parse
from jopoi.sense import _claim_words as words
from jopoi.sense._claim_spec import ClaimSpec

__all__ = ["ClaimSpec", "SavingsClaim", "claim"]


@dataclass(frozen=True)
class SavingsClaim:
    """A claim of money saved, with what follows from it by arithmetic.

    Attributes
    ----------
    spec : ClaimSpec
        The claim as it was made.
    values : mapping of str to float
        In money: ``a_year``; ``a_service`` and ``a_service_year`` if services were given; ``a_use`` if uses
        were; ``due_a_year`` if a share is due to the change; ``net_a_year`` if the agency's cost is known.
        ``hours_a_use`` in hours.
    standing : str
        What kind of a figure it is: gross or net, and whether anybody says that the change brought it.
    """

    spec: ClaimSpec
    values: Mapping[str, float]
    standing: str

    def sentence(self, language: str = "en") -> str:
        """The claim as it was made."""
        return words.sentence(self, language)

    def taken_as(self, language: str = "en") -> str:
        """What kind of a figure it is, in words."""
        return words.standing(self, language)

    def doubt(self, language: str = "en") -> str:
        """How little is known of it, and what it comes to a year."""
        return words.doubt(self, language)

    def implied(self, language: str = "en") -> list[tuple[str, str]]:
        """What follows from it: a name and an amount each."""
        return words.implied(self, language)

    def questions(self, language: str = "en") -> list[str]:
        """What has to be known before the claim can be more than it is."""
        return words.questions(self, language)

    def may_not_claim(self, language: str = "en") -> list[str]:
        """What the claim does not let anybody say."""
        return words.may_not_claim(self, language)

    def summary(self, language: str = "en") -> str:
        """All of it, in plain words."""
        return words.summary(self, language)

    def to_dict(self) -> dict[str, Any]:
        """The claim in the shape that is printed and stored."""
        return {
            "method": self.spec.method,
            "spec": self.spec.model_dump(mode="json"),
            "standing": self.standing,
            "summary": self.summary(),
            "values": dict(self.values),
        }

    def to_json(self) -> str:
        """`to_dict` as text."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=1)


def claim(  # noqa: PLR0913 - the parts of a claim, each a field of its spec
    *,
    amount: float,
    years: float,
    services: int | None = None,
    currency: str = "",
    uses: float | None = None,
    hour_value: float | None = None,
    attribution: float | None = None,
    agency_cost: float | None = None,
) -> SavingsClaim:
    """Divide a claim of money saved into what can be judged: a year, a service, a use, an hour.

    A sum that somebody published is taken as gross and unattributed until a fair comparison says which part
    the change brought, and the agency's cost is taken off. Nothing is estimated here; to measure a saving ask
    people before and after (`burden`).

    Parameters
    ----------
    amount : float
        The whole sum that is said to be saved, in money.
    years : float
        Over how many years.
    services : int, optional
        From how many services.
    currency : str, optional
        How amounts of money are called.
    uses : float, optional
        Verified uses a year, of all these services together.
    hour_value : float, optional
        What an hour of a person is worth, in money; needs ``uses``.
    attribution : float, optional
        Share of it that a fair comparison gives to the change, above 0 and at most 1.
    agency_cost : float, optional
        What the change costs the agency a year, in money.

    Returns
    -------
    SavingsClaim

    Raises
    ------
    OptionError
        A figure is zero, negative or no number, or ``hour_value`` comes without ``uses``.

    References
    ----------
    The claim of the example was made for a2i's electronic services in Bangladesh, and is unaudited.

    Examples
    --------
    >>> found = claim(amount=8e9, years=10, services=200, currency="USD")
    >>> found.sentence()
    'USD 8 billion saved in 10 years, from 200 services.'
    >>> found.standing
    'gross, unattributed'
    >>> for name, money in found.implied():
    ...     print(money, name)
    USD 0.8 billion a year
    USD 40 million a service
    USD 4 million a service and year
    """
    spec = parse(
        ClaimSpec,
        amount=amount,
        years=years,
        services=services,
        currency=currency,
        uses=uses,
        hour_value=hour_value,
        attribution=attribution,
        agency_cost=agency_cost,
    )
    return SavingsClaim(spec, _values(spec), _standing(spec))


def _values(spec: ClaimSpec) -> dict[str, float]:
    a_year = spec.amount / spec.years
    values = {"a_year": a_year}
    if spec.services is not None:
        values |= {"a_service": spec.amount / spec.services, "a_service_year": a_year / spec.services}
    if spec.uses is not None:
        values["a_use"] = a_year / spec.uses
    if spec.uses is not None and spec.hour_value is not None:
        values["hours_a_use"] = values["a_use"] / spec.hour_value
    if spec.attribution is not None:
        values["due_a_year"] = a_year * spec.attribution
    if spec.agency_cost is not None:
        values["net_a_year"] = values.get("due_a_year", a_year) - spec.agency_cost
    return values


def _standing(spec: ClaimSpec) -> str:
    if spec.attribution is None:
        return "gross, unattributed" if spec.agency_cost is None else "net of cost, unattributed"
    return "due to the change, gross" if spec.agency_cost is None else "due to the change, net"
