"""What to bear in mind with a pulse."""

import polars as pl

from jopoi.errors import Caution, JopoiWarning
from jopoi.sense._pulse_data import People
from jopoi.sense._pulse_spec import PulseSpec
from jopoi.words import N_

_FEW, _THIN, _HALF, _HEAVY, _MET = 100, 10, 0.5, 2.0, 0.005
_FEW_CLUSTERS = 15


class NobodyReached(JopoiWarning):
    """Parts of the population of whom nobody answered."""

    importance = 0
    template = N_(
        "Nobody answered from {names}: {share:.0%} of the population at least. No weight speaks for them; go"
        " and ask them."
    )


class ReachedUnsaid(JopoiWarning):
    """Nothing says how people were reached, so that it cannot be told who was missed."""

    importance = 1
    template = N_("Nothing says how people were reached: tell it, so that it can be told who was missed.")


class FewAnswers(JopoiWarning):
    """So few answers that hardly anything is sure."""

    importance = 1
    template = N_("The answers count like {effective:.0f} drawn by lot: too few to tell small shares apart.")


class LowResponse(JopoiWarning):
    """Most of those who were asked did not answer."""

    importance = 1
    template = N_(
        "{share:.0%} of those who were asked answered. If the others think otherwise, any share can be far"
        " from the one told; weights mend only what age, sex and the like explain."
    )


class NotWeighted(JopoiWarning):
    """The answers stand for those who answered alone."""

    importance = 2
    template = N_("Not weighted: the answers stand for those who answered, not for the population.")


class HeavyWeights(JopoiWarning):
    """A few answers count for many people."""

    importance = 2
    template = N_(
        "Weighting costs sureness: {people} answers count like {effective:.0f}, and one counts up to"
        " {largest:.1f} times the average."
    )


class MarginsMissed(JopoiWarning):
    """The weighted answers are not like the population, because weights were kept from growing."""

    importance = 2
    template = N_(
        "Weights were kept below {most:g} times the average, so that a category still has {gap:.1%} more or"
        " less than in the population."
    )


class FewClusters(JopoiWarning):
    """So few clusters that intervals are rough."""

    importance = 2
    template = N_("Only {n} clusters: intervals are rough below {few}.")


class ThinCategories(JopoiWarning):
    """Categories in which few answered."""

    importance = 3
    template = N_("Fewer than {few} answers from {names}: each of them speaks for many.")


class AnswersLeftOut(JopoiWarning):
    """Rows without an answer, or without what they are weighted by."""

    importance = 3
    template = N_("Rows left out, without an answer or what it is weighted by: {rows} of {total}.")


def cautions(people: People, sheets: dict[str, pl.DataFrame], spec: PulseSpec) -> list[Caution]:
    """All that apply, gravest first."""
    found = [*_about_reach(people, spec), *_about_weights(people, sheets, spec)]
    lost = people.total - sum(wave.rows.height for wave in people.waves)
    if lost:
        found.append(Caution.of(AnswersLeftOut, rows=lost, total=people.total))
    return sorted(found, key=lambda caution: caution.kind.importance)


def _about_reach(people: People, spec: PulseSpec) -> list[Caution]:
    found = []
    lost = people.latest.unreached
    if lost.height:
        share = float(lost.group_by("column").agg(pl.col("share").sum())["share"].max())  # type: ignore[arg-type]  # floats
        found.append(Caution.of(NobodyReached, names=_named(lost), share=share))
    if spec.reached == "unsaid":
        found.append(Caution.of(ReachedUnsaid))
    if spec.asked is not None and people.latest.rows.height < _HALF * spec.asked:
        found.append(Caution.of(LowResponse, share=people.latest.rows.height / spec.asked))
    if not spec.population:
        found.append(Caution.of(NotWeighted))
    return found


def _about_weights(people: People, sheets: dict[str, pl.DataFrame], spec: PulseSpec) -> list[Caution]:
    found, latest = [], people.latest
    effective, n = latest.who.effective, latest.rows.height
    if effective < _FEW:
        found.append(Caution.of(FewAnswers, effective=effective))
    if n > _HEAVY * effective:
        largest = float(latest.who.weight.max())
        found.append(Caution.of(HeavyWeights, people=n, effective=effective, largest=largest))
    if latest.gap > _MET:
        found.append(Caution.of(MarginsMissed, most=spec.most_weight, gap=latest.gap))
    if latest.who.cluster is not None and len(set(latest.who.cluster)) < _FEW_CLUSTERS:
        found.append(Caution.of(FewClusters, n=len(set(latest.who.cluster)), few=_FEW_CLUSTERS))
    thin = sheets["margins"].filter(pl.col("people") < _THIN)
    if thin.height:
        found.append(Caution.of(ThinCategories, few=_THIN, names=_named(thin)))
    return found


def _named(rows: pl.DataFrame) -> list[str]:
    return [f"{row['column']}: {row['category']}" for row in rows.iter_rows(named=True)]
