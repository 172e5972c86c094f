"""A result as one self-contained page: opens from a folder without a network, prints well."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

from jopoi._core.shown import Cell, Drawn, Marked, Shown, ShownColumn, ShownGroup
from jopoi._core.specs import Spec
from jopoi._core.svg import caption_of, to_svg
from jopoi.words import N_, number, phrase

if TYPE_CHECKING:
    from jopoi._core.figures import AnyChart
    from jopoi._core.results import Result

    Drawing = AnyChart | dict[str, Any]

HERE = Path(__file__).parent
BETTER = {"higher": N_("higher is better"), "lower": N_("lower is better")}
_MARK = (
    '<svg viewBox="-52 -52 104 104" aria-hidden="true"><path d="M-4.47 10.05Q-1.74 33.27 -19.12 '
    "42.94Q-23.56 23.56 -4.47 10.05ZM-9.23 5.99Q-19.59 26.96 -39.42 25.6Q-32.59 6.93 -9.23 5.99ZM-11 "
    "0Q-31.11 11.94 -47 0Q-31.11 -11.94 -11 0ZM-9.23 -5.99Q-32.59 -6.93 -39.42 -25.6Q-19.59 -26.96 "
    '-9.23 -5.99ZM-4.47 -10.05Q-23.56 -23.56 -19.12 -42.94Q-1.74 -33.27 -4.47 -10.05Z" '
    'fill="#5750C9"/><path d="M4.47 -10.05Q1.74 -33.27 19.12 -42.94Q23.56 -23.56 4.47 -10.05ZM9.23 '
    "-5.99Q19.59 -26.96 39.42 -25.6Q32.59 -6.93 9.23 -5.99ZM11 0Q31.11 -11.94 47 0Q31.11 11.94 11 "
    "0ZM9.23 5.99Q32.59 6.93 39.42 25.6Q19.59 26.96 9.23 5.99ZM4.47 10.05Q23.56 23.56 19.12 42.94Q1.74 "
    '33.27 4.47 10.05Z" fill="#D6338F"/></svg>'
)
_ICON = (
    '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="{}" fill="none" stroke="currentColor"'
    ' stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/></svg>'
)
WARN_ICON = _ICON.format("M12 3.5L22 20.5H2zM12 10v4.6M12 17.4v.1")
CHECK_ICON = _ICON.format("M4 12.5l5.2 5.2L20 6.5")


@cache
def _packaged(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def report(result: "Result", language: str = "en", figures: "Mapping[str, Drawing] | None" = None) -> str:
    """The page, in the order answer, picture, what may not be claimed, table, spec, input, replay.

    ``figures`` are the wide ones, by name, if they have been drawn already.
    """
    wide = result.figures(language) if figures is None else figures
    answer, doubt = result.headline(language)
    shown = result.shown(language)
    say = _sayer(language)
    return Template(_packaged("report.html")).substitute(
        language=language,
        title=escape(answer),
        style=_packaged("report.css"),
        skip=say(N_("Skip to content")),
        mark=_MARK,
        method=escape(result.spec.method),
        answer=escape(answer),
        doubt=escape(doubt),
        contents_label=say(N_("On this page")),
        contents=_contents(shown, language),
        picture_title=say(N_("Picture")),
        figures=_figures(wide, result.figures(language, narrow=True)),
        claims_label=say(N_("What you may and may not claim")),
        warn_icon=WARN_ICON,
        cannot_title=say(N_("What you may not claim")),
        cannot=_claims(result.may_not_claim(language)),
        check_icon=CHECK_ICON,
        can_title=say(N_("What you may say")),
        can=_items(result.may_say(language)),
        warnings=_warnings(result, language),
        table=_table(shown, language) if shown else "",
        spec_title=say(N_("Spec")),
        spec=_pairs(spec_in_words(result.spec, language)),
        input_title=say(N_("Input")),
        input=_pairs(_input(result, language)),
        replay_title=say(N_("Replay")),
        replay_about=say(
            N_(
                "Same input, same spec, same version: the same answer. The digest says whether the input is"
                " the same."
            )
        ),
        python=escape(as_python(result.spec)),
        keep=say(N_("The tables beside this report hold every unit: keep them inside the lab.")),
        foot=say(N_("Jopói, free software under AGPL-3.0")),
    )  # fmt: skip


def _sayer(language: str) -> Any:  # noqa: ANN401 - a function
    return lambda template, **facts: escape(phrase(template, language, **facts))


def _contents(shown: Shown | None, language: str) -> str:
    say = _sayer(language)
    parts = [
        ("picture", say(N_("Picture"))),
        ("claims", say(N_("What you may not claim"))),
        ("table", escape(shown.title) if shown else ""),
        ("spec", say(N_("Spec"))),
        ("input", say(N_("Input"))),
        ("replay", say(N_("Replay"))),
    ]
    return "".join(f'<li><a href="#{name}">{title}</a></li>' for name, title in parts if title)


# --- figures ------------------------------------------------------------------------------------


def _figures(wide: "Mapping[str, Drawing]", narrow: "Mapping[str, Drawing]") -> str:
    drawn = [_figure(name, chart, narrow[name]) for name, chart in wide.items()]
    if not drawn:
        return ""
    rest = "\n".join(drawn[1:])
    return drawn[0] + (f'\n<div class="split figures">\n{rest}\n</div>' if rest else "")


def _figure(name: str, wide: "Drawing", narrow: "Drawing") -> str:
    title, subtitle = caption_of(wide)
    large = to_svg(wide, inline=True, name=f"{name}-l", css="drawn only-l")
    small = to_svg(narrow, inline=True, name=f"{name}-s", css="drawn only-s")
    sub = f'<p class="fig-sub">{escape(subtitle)}</p>' if subtitle else ""
    return (
        f'<figure id="figure-{name}"><p class="fig-title">{escape(title)}</p>{sub}\n{large}\n{small}</figure>'
    )


# --- sentences ----------------------------------------------------------------------------------


def claim_and_why(text: str) -> tuple[str, str]:
    """The first sentence of a claim that may not be made, and the rest, which says why not."""
    claim, stop, why = text.partition(". ")
    return (claim + ".", why) if stop else (text, "")


def _claims(texts: Iterable[str]) -> str:
    parts = (claim_and_why(text) for text in texts)
    return "\n".join(f"<li><b>{escape(claim)}</b> {escape(why)}</li>" for claim, why in parts)


def _items(texts: Iterable[str]) -> str:
    return "\n".join(f"<li>{escape(text)}</li>" for text in texts)


def _warnings(result: "Result", language: str) -> str:
    if not result.warnings:
        return ""
    told = _items(caution.say(language) for caution in result.warnings)
    title = _sayer(language)(N_("Bear in mind"))
    return f'<section class="part told" id="cautions"><h2>{title}</h2><ul>\n{told}\n</ul></section>'


# --- the table ----------------------------------------------------------------------------------


def _table(shown: Shown, language: str) -> str:
    heads = "".join(_head(column) for column in shown.columns)
    body = "\n".join(_group(group, shown.columns) for group in shown.groups)
    region = _sayer(language)(N_("{title}, scrolls sideways"), title=shown.title)
    note = f'<p class="note">{escape(shown.note)}</p>' if shown.note else ""
    table = (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{region}"><table>\n'
        f"<thead><tr>{heads}</tr></thead>\n{body}\n</table></div>"
    )
    return (
        f'<section class="part" id="table"><h2>{escape(shown.title)}</h2><p>{escape(shown.about)}</p>\n'
        f"{table if shown.groups else ''}{note}</section>"
    )


def _head(column: ShownColumn) -> str:
    return f'<th scope="col"{" class=n" if column.number else ""}>{escape(column.title)}</th>'


def _group(group: ShownGroup, columns: Sequence[ShownColumn]) -> str:
    head = (
        f'<tr class="group"><th colspan="{len(columns)}" scope="rowgroup"><b>{escape(group.title)}</b>'
        f" {escape(group.about)}</th></tr>\n"
        if group.title
        else ""
    )
    rows = "\n".join(_row(row, columns, group.mark) for row in group.rows)
    return f"<tbody>\n{head}{rows}\n</tbody>"


def _row(row: Sequence[Cell], columns: Sequence[ShownColumn], mark: str) -> str:
    first, *rest = row
    cells = "".join(_cell(cell, column, mark) for cell, column in zip(rest, columns[1:], strict=True))
    return f'<tr><th scope="row">{_inside(first)}</th>{cells}</tr>'


def _cell(cell: Cell, column: ShownColumn, mark: str) -> str:
    if mark and cell == mark:
        return f'<td><span class="grade {escape(mark.lower())}">{escape(mark)}</span></td>'
    return f"<td{' class=n' if column.number else ''}>{_inside(cell)}</td>"


def _inside(cell: Cell) -> str:
    if isinstance(cell, Marked):
        return f'<span class="mark {escape(cell.kind)}">{escape(cell.words)}</span>'
    return cell.svg if isinstance(cell, Drawn) else escape(cell)


# --- spec and input -----------------------------------------------------------------------------


def spec_in_words(spec: Spec, language: str = "en") -> list[tuple[str, str]]:
    """Each option that was given or matters, by its title."""
    found = []
    for name, field in type(spec).model_fields.items():
        value = getattr(spec, name)
        if value is None or value == () or value == {}:
            continue
        extra = field.json_schema_extra
        role = str(extra.get("role", "")) if isinstance(extra, dict) else ""
        found.append((phrase(field.title or name, language), _value(value, role, language)))
    return found


def _value(value: object, role: str, language: str) -> str:
    if isinstance(value, bool):
        return phrase(N_("yes") if value else N_("no"), language)
    if isinstance(value, int | float):
        return number(value, language, ".0%" if role == "share" and _whole(value) else "")
    if isinstance(value, Mapping):
        return ", ".join(
            f"{name} ({phrase(BETTER.get(str(better), str(better)), language)})"
            for name, better in value.items()
        )
    if isinstance(value, tuple | list):
        return ", ".join(_value(part, role, language) for part in value)
    return str(value)


def _whole(share: float) -> bool:
    return abs(share * 100 - round(share * 100)) < 1e-9


def _input(result: "Result", language: str) -> list[tuple[str, str]]:
    say = _sayer(language)
    told = [
        (say(N_("Rows")), result.values.get("rows")),
        (say(N_("Units")), result.values.get("units")),
    ]
    counts = [(title, number(count, language)) for title, count in told if isinstance(count, int | float)]
    return [
        *counts,
        (say(N_("Digest")), result.input_digest),
        (say(N_("Version")), f"Jopói {result.version}"),
    ]


def _pairs(pairs: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in pairs)


def as_python(spec: Spec) -> str:
    """The call that asks for the same again."""
    given = []
    for name, field in type(spec).model_fields.items():
        value = getattr(spec, name)
        if field.is_required() or value != field.get_default():
            given.append(f"    {name}={_literal(value)},")
    return f"jopoi.{spec.method}(\n    frame,\n" + "\n".join(given) + "\n)"


def _literal(value: object) -> str:
    if isinstance(value, Mapping):
        return repr(dict(value)).replace("'", '"')
    text = repr(list(value) if isinstance(value, tuple) else value)
    return re.sub(r"'([^'\"\\]*)'", r'"\1"', text)
