"""What a claim of savings implies, in plain words."""

from typing import TYPE_CHECKING

from jopoi.words import N_, number, phrase, plural

if TYPE_CHECKING:
    from jopoi.sense.claim import SavingsClaim

_BILLION, _MILLION = 1e9, 1e6
_WORDED = 0.5  # of a billion or million: from here on it is told by that word
_SAY_BILLION = {"en"}  # elsewhere the word means a million millions, or none is used
_WHOLE = 100.0
_LONG_HOURS = 8.0
STANDINGS = {
    "gross, unattributed": N_("gross and unattributed"),
    "net of cost, unattributed": N_("net of the agency’s cost, but unattributed"),
    "due to the change, gross": N_("due to the change, but gross"),
    "due to the change, net": N_("due to the change, net of the agency’s cost"),
}


def money(amount: float, claim: "SavingsClaim", language: str) -> str:
    """An amount as people say it: 0.8 billion, 40 million."""
    sign, size = ("−" if amount < 0 else ""), abs(amount)
    if size >= _WORDED * _BILLION and language in _SAY_BILLION:
        told = phrase(N_("{n} billion"), language, n=size / _BILLION)
    elif size >= _WORDED * _MILLION:
        one = 1 if size == _MILLION else 2
        told = plural("{amount} million", "{amount} million", one, language, amount=size / _MILLION)
    else:
        told = number(size, language, ",.2f" if 0.0 < size < _WHOLE else ",.0f")
    return f"{claim.spec.currency} {sign}{told}".strip()


def sentence(claim: "SavingsClaim", language: str) -> str:
    """The claim as it was made."""
    spec = claim.spec
    template = (
        N_("{amount} saved in {years} years, from {services} services.")
        if spec.services
        else N_("{amount} saved in {years} years.")
    )
    amount = money(spec.amount, claim, language)
    return phrase(template, language, amount=amount, years=spec.years, services=spec.services)


def standing(claim: "SavingsClaim", language: str) -> str:
    """What kind of a figure it is."""
    return phrase(STANDINGS[claim.standing], language)


def doubt(claim: "SavingsClaim", language: str) -> str:
    """How little is known of it, and what it comes to."""
    told = [f"{amount} {name}" for name, amount in implied(claim, language)]
    template = N_("Taken as {standing}; if it holds, that is {amounts}.")
    return phrase(template, language, standing=standing(claim, language), amounts=told)


def implied(claim: "SavingsClaim", language: str) -> list[tuple[str, str]]:
    """What follows from the claim by arithmetic: a name and an amount each."""
    names = {
        "a_year": N_("a year"),
        "a_service": N_("a service"),
        "a_service_year": N_("a service and year"),
        "a_use": N_("a use"),
        "due_a_year": N_("a year, due to the change"),
        "net_a_year": N_("a year, net of the agency’s cost"),
    }
    told = [
        (phrase(name, language), money(claim.values[key], claim, language))
        for key, name in names.items()
        if key in claim.values
    ]
    if "hours_a_use" in claim.values:
        hours = phrase(N_("{hours} hours"), language, hours=claim.values["hours_a_use"])
        told.append((phrase(N_("a use, in hours of a person"), language), hours))
    return told


def questions(claim: "SavingsClaim", language: str) -> list[str]:
    """What has to be known before the claim can be more than it is."""
    spec, asked = claim.spec, []
    if spec.attribution is None:
        asked.append(
            N_("What would have happened without it? No fair comparison says which part the change brought.")
        )
    if spec.agency_cost is None:
        asked.append(N_("What did it cost the agency, running it included? That comes off."))
    if spec.uses is None:
        asked.append(N_("How often was it used, and who counted? The saving of one use can then be checked."))
    elif "hours_a_use" not in claim.values:
        asked.append(N_("What is an hour worth? Then one sees how many hours each use would have to save."))
    if claim.values.get("hours_a_use", 0.0) > _LONG_HOURS:
        asked.append(N_("Does one use really save {hours} hours? Ask a few dozen people, before and after."))
    if claim.values.get("net_a_year", 0.0) < 0.0:
        asked.append(N_("It costs the agency more than it is said to save people: is that meant?"))
    facts = {"hours": claim.values.get("hours_a_use", 0.0)}
    return [phrase(template, language, **facts) for template in asked]


def may_not_claim(claim: "SavingsClaim", language: str) -> list[str]:
    """What may not be claimed; the first sentence of each is the claim."""
    no_cause = claim.spec.attribution is None
    claims = [
        *([N_("That the change brought it about. Nothing was compared.")] if no_cause else []),
        N_("That the state saves this. It is people's time and money; no agency's budget holds it."),
        N_("That it is measured. Here a figure is divided, and nothing else is known of it."),
        N_("That every service saves as much. The mean of all hides which do, and which do not."),
    ]
    return [phrase(template, language) for template in claims]


def summary(claim: "SavingsClaim", language: str) -> str:
    """The claim, what it implies, what is to be asked and what may not be claimed."""
    lines = [
        phrase(N_("{claim} Taken as {standing}."), language, claim=sentence(claim, language),
               standing=standing(claim, language)),
        "",
        phrase(N_("If it holds, that is:"), language),
        *(f"  {amount} {name}" for name, amount in implied(claim, language)),
    ]  # fmt: skip
    for heading, said in (
        (N_("To be asked first:"), questions(claim, language)),
        (N_("What may not be claimed:"), may_not_claim(claim, language)),
    ):
        lines += ["", phrase(heading, language), *(f"- {one}" for one in said)] if said else []
    return "\n".join(lines)
