"""The terminal's door to `jopoi.sense`."""

from collections.abc import Callable
from typing import ClassVar

import typer
from typer.core import TyperCommand

from jopoi.cli._ending import Room

_HELP = """
Find units that do unexpectedly well for their circumstances.

Begin with [bold]fitness[/bold], which ranks nothing and tells what the table holds, lacks and hides. Then \
[bold]screen[/bold] makes a shortlist of [italic]potential[/italic] positive deviants and says how many \
of them are expected to be there by luck. [bold]backtest[/bold] sees whether it lasts, \
[bold]multiverse[/bold] whose place on it depends on how one asks, and [bold]cases[/bold] chooses whom to \
visit, with ordinary and low units to compare with; [bold]ranks[/bold] says who is surely ahead of whom. \
Where several means and results matter at once, [bold]frontier[/bold] holds each unit against the best \
that others do with as little, [bold]stochastic[/bold] leaves room for chance, and \
[bold]quantiles[/bold] draws the bar that a tenth of all reach in like circumstances. \
[bold]burden[/bold] says what a service costs the people who use it, before and after a change; \
[bold]claim[/bold] takes a sum that somebody says was saved, and tells what it implies. \
[bold]pulse[/bold] tells what people answered to a few quick questions, and whom the asking missed.
"""
_FITNESS = """
Look at a table before any ranking. Nothing is dropped or changed.

Says how many rows, units and periods there are, which values are missing, impossible or piled up on \
round numbers, which rows stand twice, and how many rows and units a screening would leave out, and why.
"""
_SCREEN = """
Make a shortlist of units that do better than their circumstances predict.

The outcome is expected from the context; each unit's lead is shrunk by how much of it is chance; the list \
is the longest whose expected false share stays within --false-share. With --confirm some periods are kept \
back to see whether the list holds up. It holds [italic]potential[/italic] positive deviants: go and see.
"""
_FRONTIER = """
Hold each unit against the best that others do with as little.

For several inputs and outputs that nobody can add up: data envelopment analysis, or with --envelope free \
the free disposal hull. With --orientation both inputs fall as outputs rise; with --steps 'visits = 100' the \
distance is counted in steps of your own. A frontier has no room for chance and takes no circumstances out: \
read it beside screen.
"""
_BACKTEST = """
See whether the list lasts: made from some periods, looked at in the others, over every split.

Says how many of those listed are at the top again in the periods kept back, beside what regression to the \
mean alone leaves and what chance gives, and which units are persistent: on the list of all periods, in \
half of the splits or more, and held up in four of five of those.
"""
_MULTIVERSE = """
Ask which units stand out in every way that could be defended.

With and without the circumstances in --optional, within groups or not, in all periods and each half, for \
both shapes of the differences, with a wider top and a stricter list. Says for each unit how often it is \
listed, and for each choice how much of the list it moves.
"""
_CASES = """
Choose whom to visit: outstanding units, each with an ordinary and a low one like it.

Screens the table as screen does, without those that have a reason in --rejected or are worse on a mirror \
indicator, and goes down the list until a region or the list is full. Who is turned away is kept, with why. \
Visits are shuffled and do not say who is who; the key is a file of its own.
"""
_BURDEN = """
Say what a service costs the people who use it, before and after a change.

One row a person and use: hands-on hours, visits with the way and the fare, fees, days of waiting, and \
whether they got it in the end. Costs are told for a service obtained, with what those spent who gave up; \
waiting is kept apart, travel counted once, and a year's sum is gross until --attribution says otherwise.
"""
_CLAIM = """
Divide a claim of money saved into what can be judged: a year, a service, a use, an hour.

Reads no table and estimates nothing. A published sum is taken as gross and unattributed until a fair \
comparison says which part the change brought, and the agency's cost is taken off. To measure a saving, \
ask people before and after: see burden.
"""
_PULSE = """
Tell what people say now, asked quickly, and whom the asking missed.

One row a person. With --population, answers are weighted until they are like it; what that costs in \
sureness is told, and so is what no weight mends: --reached says how people were reached, --asked \
how many did not answer. With --wave the latest round is told, and what changed since the first.
"""
_STOCHASTIC = """
Say how near units come to what their means allow, with room for chance.

For one output, or one cost, in logarithms. What falls short of the frontier is split into chance and \
inefficiency by an assumed --shape; each efficiency has its interval. With --inefficiency lasting or \
drifting a unit's rows share one.
"""
_QUANTILES = """
Draw the bar that nine in ten units stay below in like circumstances, and say who lies above it.

The bar hangs on many units, so that no single record can move it as it moves a frontier. What weighs on \
the best otherwise than on the rest is told by bars at other heights. A unit's rows count together.
"""
_RANKS = """
Say between which places each unit stands, and sort units into grades that can be told apart.

Places hold with 95 % for all units at once; who is surely in the top share is told, and who may be. \
--misordered bounds the share of pairs that stand in different grades the wrong way round.
"""
_FITNESS_EXAMPLE = (
    "Example: jopoi sense fitness schools.csv --unit schid --period year --outcome math4 --bounds 0 100"
)
_SCREEN_EXAMPLE = (
    "Example: jopoi sense screen schools.csv --unit schid --period year --outcome math4 --context lunch "
    "--context lenrol --mirror dropout:lower --confirm 1996 --confirm 1997 --out results"
)
_FRONTIER_EXAMPLE = (
    "Example: jopoi sense frontier posts.csv --unit post --inputs nurses --inputs budget --outputs visits "
    "--outputs vaccinated --out results"
)
_BACKTEST_EXAMPLE = (
    "Example: jopoi sense backtest schools.csv --unit schid --period year --outcome math4 --context lunch "
    "--context lenrol --out lasting"
)
_MULTIVERSE_EXAMPLE = (
    "Example: jopoi sense multiverse schools.csv --unit schid --period year --outcome math4 --context lunch "
    "--optional lenrol --optional exppp --group distid --out ways"
)
_CASES_EXAMPLE = (
    "Example: jopoi sense cases posts.csv --unit post --period year --outcome vaccinated --denominator "
    "eligible --context far --region district --quota 2 --rejected why_not --capacity 8 --out visits"
)
_BURDEN_EXAMPLE = (
    "Example: jopoi sense burden permits.csv --moment wave --before 2023 --hours hours --hour-value 15000 "
    "--visits visits --travel-hours way --fare fare --fees paid --elapsed days --finished got --currency Gs"
)
_PULSE_EXAMPLE = (
    "Example: jopoi sense pulse answers.csv --questions water --questions trust --population "
    "'sex: woman = 51' --population 'sex: man = 49' --reached telephone --asked 1200 --wave week"
)
_RANKS_EXAMPLE = (
    "Example: jopoi sense ranks schools.csv --unit schid --period year --outcome math4 --context lunch"
)
_STOCHASTIC_EXAMPLE = (
    "Example: jopoi sense stochastic posts.csv --unit post --period year --output visits "
    "--inputs nurses --inputs beds --inefficiency lasting"
)
_QUANTILES_EXAMPLE = (
    "Example: jopoi sense quantiles posts.csv --unit post --outcome visits --context distance "
    "--context poverty --quantile 0.9"
)
_CLAIM_EXAMPLE = "Example: jopoi sense claim --amount 8e9 --years 10 --services 200 --currency USD"


def _method(name: str, about: str, examples: str) -> Callable[[], TyperCommand]:
    """Makes the command of a method, whose spec is called as it is."""

    def make() -> TyperCommand:
        from jopoi import sense  # noqa: PLC0415 - loads no method until it is asked for
        from jopoi.cli._options import command  # noqa: PLC0415 - as above
        from jopoi.cli._run import carry_out  # noqa: PLC0415 - as above

        method, kind = getattr(sense, name), getattr(sense, f"{name.capitalize()}Spec")
        return command(
            name, kind, lambda *request: carry_out(method, kind, *request), about=about, examples=examples
        )

    return make


def _claim() -> TyperCommand:
    from jopoi.cli._options import plain_command  # noqa: PLC0415 - loads no method until it is asked for
    from jopoi.cli._run import calculate  # noqa: PLC0415 - as above
    from jopoi.sense import ClaimSpec, claim  # noqa: PLC0415 - as above

    return plain_command(
        "claim",
        ClaimSpec,
        lambda *request: calculate(claim, *request),
        about=_CLAIM,
        examples=_CLAIM_EXAMPLE,
    )


class SenseRoom(Room):
    """The commands of sense."""

    makers: ClassVar = {
        "fitness": _method("fitness", _FITNESS, _FITNESS_EXAMPLE),
        "screen": _method("screen", _SCREEN, _SCREEN_EXAMPLE),
        "backtest": _method("backtest", _BACKTEST, _BACKTEST_EXAMPLE),
        "multiverse": _method("multiverse", _MULTIVERSE, _MULTIVERSE_EXAMPLE),
        "cases": _method("cases", _CASES, _CASES_EXAMPLE),
        "frontier": _method("frontier", _FRONTIER, _FRONTIER_EXAMPLE),
        "stochastic": _method("stochastic", _STOCHASTIC, _STOCHASTIC_EXAMPLE),
        "quantiles": _method("quantiles", _QUANTILES, _QUANTILES_EXAMPLE),
        "burden": _method("burden", _BURDEN, _BURDEN_EXAMPLE),
        "claim": _claim,
        "ranks": _method("ranks", _RANKS, _RANKS_EXAMPLE),
        "pulse": _method("pulse", _PULSE, _PULSE_EXAMPLE),
    }


app = typer.Typer(cls=SenseRoom, help=_HELP, rich_markup_mode="rich")


@app.callback(invoke_without_command=True)
def _start(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
