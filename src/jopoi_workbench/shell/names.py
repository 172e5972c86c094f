"""People's names as colleagues write them."""


def short_name(name: str) -> str:
    """A name as colleagues write it.

    Examples
    --------
    >>> short_name("Rosa Inés Báez"), short_name("Lourdes")
    ('Rosa B.', 'Lourdes')
    """
    first, *others = name.split() or [""]
    return f"{first} {others[-1][0]}." if others else first
