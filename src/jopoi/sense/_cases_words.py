"""What a selection of cases says in plain words."""

from typing import TYPE_CHECKING, cast

from jopoi.words import N_, phrase, plural

if TYPE_CHECKING:
    from jopoi.sense._cases_spec import CasesSpec
    from jopoi.sense.cases import Cases

TURNED = {
    "turned away": N_("turned away: {told}"),
    "mirror": N_("its outcome may be bought with a mirror indicator"),
    "region full": N_("its region has as many as it may: {told}"),
    "list full": N_("the list was full"),
    "too unsure": N_("without others of its region, luck would have too large a part"),
}


def spec_of(cases: "Cases") -> "CasesSpec":
    """What was asked."""
    return cast("CasesSpec", cases.spec)


def headline(cases: "Cases", language: str = "en") -> tuple[str, str]:
    """How many visits, and the gravest doubt about them."""
    values = cases.values
    if not values["outstanding"]:
        answer = phrase(
            N_("None of the {units} units can be visited as outstanding."), language, units=values["units"]
        )
    else:
        answer = phrase(
            N_(
                "Units to visit: {visits}. Outstanding: {outstanding}; ordinary like them: {ordinary};"
                " low: {low}."
            ),
            language,
            **{name: values[name] for name in ("visits", "outstanding", "ordinary", "low")},
        )
    return answer, _doubt(cases, language)


def _doubt(cases: "Cases", language: str) -> str:
    if cases.warnings and cases.warnings[0].kind.importance <= 1:
        return cases.warnings[0].say(language)
    if not cases.values["outstanding"]:
        return phrase(N_("That too is a finding: the figures single out nobody surely enough."), language)
    share = cases.values["expected_false_share"]
    return phrase(
        N_("About {share:.0%} of the outstanding are expected to be there by luck."), language, share=share
    )


def criteria(cases: "Cases", language: str = "en") -> str:
    """The criteria in one sentence, so that another can repeat the choice."""
    spec = spec_of(cases)
    facts = {"top": spec.top, "false_share": spec.false_share, "capacity": spec.capacity}
    parts = [
        phrase(
            N_("in the top {top:.0%} so surely that at most {false_share:.0%} are expected by luck"),
            language,
            **facts,
        ),
        phrase(N_("at most {capacity} in all"), language, **facts),
    ]
    if spec.quota is not None:
        parts.append(
            phrase(N_("at most {n} of one “{region}”"), language, n=spec.quota, region=str(spec.region))
        )
    if spec.rejected is not None:
        parts.append(phrase(N_("nothing in “{column}”"), language, column=spec.rejected))
    if spec.mirror:
        parts.append(phrase(N_("not clearly worse on a mirror indicator"), language))
    told = phrase(N_("Criteria: {criteria}."), language, criteria="; ".join(parts))
    who = phrase(N_("Set by: {who}"), language, who=spec.criteria) if spec.criteria else ""
    return f"{told} {who}".strip()


def may_say(cases: "Cases", language: str = "en") -> list[str]:
    """What the selection lets you say."""
    said = [criteria(cases, language)]
    turned = int(cast("int", cases.values["turned_away"]))
    if turned:
        said.append(
            plural(
                "{n} unit stood out as surely and was turned away; why is kept.",
                "{n} units stood out as surely and were turned away; why is kept for each.",
                turned,
                language,
            )
        )
    journeys = cases.values.get("journeys")
    if journeys:
        said.append(
            plural(
                "{n} journey, at most {wide:.0f} km across.",
                "{n} journeys, the widest {wide:.0f} km across.",
                int(cast("int", journeys)),
                language,
                wide=cases.values["widest_km"],
            )
        )
    return said


def may_not_claim(cases: "Cases", language: str = "en") -> list[str]:
    """What may not be claimed; the first sentence of each is the claim."""
    claims = [
        N_("That these are the best. They stand out in these figures, and could be visited."),
        N_("That what one sees there brings it about. See the ordinary and the low before you say so."),
        N_("That those turned away do worse. They were no cases, and each has its reason."),
        N_("That the visits speak for all. They were chosen, not drawn."),
    ]
    if not cases.values["outstanding"]:
        claims = [N_("That no unit does well. These figures are too few or too unsteady to tell which.")]
    return [phrase(claim, language) for claim in claims]


def summary(cases: "Cases", language: str = "en") -> str:
    """The answer, what it rests on and what may not be claimed."""
    parts = [
        " ".join(headline(cases, language)),
        " ".join(may_say(cases, language)),
        " ".join(caution.say(language) for caution in cases.warnings),
        phrase(N_("You may not claim:"), language) + " " + " ".join(may_not_claim(cases, language)),
    ]
    return "\n\n".join(part for part in parts if part)
