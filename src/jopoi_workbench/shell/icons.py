"""The signs of the house: drawn on a square of 24, always beside a word."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_PETAL = "M12 1.5C18.5 8 18.5 14 12 22.5C5.5 14 5.5 8 12 1.5Z"
_LINE = 'fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"'


def _line(path: str) -> str:
    return f'<path d="{path}" {_LINE}/>'


SIGNS = {
    "done": f'<path d="{_PETAL}" fill="currentColor"/>',
    "running": f'<path d="{_PETAL}" fill="currentColor" fill-opacity=".28" stroke="currentColor" '
    'stroke-width="1.6"/>',
    "waits": f'<path d="{_PETAL}" fill="none" stroke="currentColor" stroke-width="2"/>',
    "planned": f'<path d="{_PETAL}" fill="none" stroke="currentColor" stroke-width="2.2" '
    'stroke-dasharray="3.4 2.6"/>',
    "validated": f'<path d="{_PETAL}" fill="currentColor"/>'
    '<path d="M8.6 11.6l2.6 2.8 4.4-5" fill="none" stroke="var(--paper)" stroke-width="2.2"/>',
    "person": '<circle cx="12" cy="12" r="7" fill="currentColor"/>',
    "decision": '<path d="M12 2L22 12L12 22L2 12Z" fill="currentColor"/>',
    "undecided": '<path d="M12 2L22 12L12 22L2 12Z" fill="none" stroke="currentColor" stroke-width="2"/>',
    "hem": '<path d="M1 16q3.7-9 7.4 0q3.7-9 7.4 0q3.6-9 7.2 0z" fill="currentColor" fill-opacity=".2" '
    'stroke="currentColor" stroke-width="1.8"/>',
    "table": _line("M3.5 5h17v14h-17zM3.5 10h17M3.5 14.5h17M9.5 5v14"),
    "tick": _line("M4 12.5l5.2 5.2L20 6.5"),
    "cross": _line("M5.5 5.5l13 13M18.5 5.5l-13 13"),
    "clock": _line("M12 3a9 9 0 1 0 .01 0M12 7v5.4l3.6 2"),
    "care": _line("M12 3.5L22 20.5H2zM12 10v4.6M12 17.4v.1"),
    "frozen": _line("M12 3a9 9 0 1 0 .01 0M8 12.2l2.8 2.8L16 9.6"),
    "replaced": _line("M3 18c4-1 4-10 9-10s3 8 9 8"),
    "away": _line("M3 3l18 18M7 9a5 5 0 0 0 .5 10H17M10 6.2A6.5 6.5 0 0 1 18 11a4 4 0 0 1 2.8 5.6"),
}
_QUARTERS = {
    "sense": "M0 0L0.66 -9.38A9.4 9.4 0 0 1 9.38 -0.66Z",
    "explore": "M0 0L9.38 0.66A9.4 9.4 0 0 1 0.66 9.38Z",
    "test": "M0 0L-0.66 9.38A9.4 9.4 0 0 1 -9.38 0.66Z",
    "grow": "M0 0L-9.38 -0.66A9.4 9.4 0 0 1 -0.66 -9.38Z",
}


def sign(name: str) -> SafeString:
    """A sign by name, hidden from screen readers because the word beside it says the same."""
    drawing = mark_safe(SIGNS[name])  # noqa: S308 - drawn above, nothing from outside
    return format_html('<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>', drawing)


def quarter(stage: str) -> SafeString:
    """The quarter of the ring that a stage is."""
    return format_html(
        '<svg viewBox="-12 -12 24 24" aria-hidden="true"><circle r="10" fill="none" stroke="currentColor" '
        'stroke-width="1.4" stroke-opacity=".55"/><path d="{}" fill="currentColor"/></svg>',
        _QUARTERS[stage],
    )
