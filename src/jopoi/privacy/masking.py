"""E-mail addresses and telephone numbers in free text, found by their shape."""

import re

__all__ = ["mask"]

_AT = r"(?:@|\s*[\[(]\s*(?:at|arroba)\s*[\])]\s*)"
_DOT = r"(?:\.|\s*[\[(]\s*(?:dot|punto)\s*[\])]\s*)"
_E_MAIL = re.compile(
    rf"(?<![\w.+'-])(?:mailto:)?[\w.+'-]{{1,64}}{_AT}[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{1,8}}",
    re.IGNORECASE,
)

_DIGITS = r"\d(?:[\s./()\u2011\u00a0\u202f-]{0,2}\d)"
_CALLED = (
    r"(?:tel(?:[ée]f(?:ono)?)?|phone|mobile|m[óo]vil|cel(?:ular)?|whats?app|fax)\b"
    r"\.?\s{0,3}(?:n[º°o]\.?\s{0,3})?[:=]?\s{0,3}"
)
# Written with the country's code; with the zero of a trunk call; or called a telephone number.
_PHONES = (
    re.compile(rf"(?<![\w.,])(?:\+|00)\s?\(?{_DIGITS}{{6,14}}"),
    re.compile(rf"(?<![\w.,])\(?0{_DIGITS.removeprefix(chr(92) + 'd')}{{6,11}}(?![\w%])"),
    re.compile(rf"(?<!\w){_CALLED}(?P<number>\(?{_DIGITS}{{4,14}})", re.IGNORECASE),
)
_DATE = re.compile(r"^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$")


def mask(text: str, *, e_mail: str = "[e-mail]", phone: str = "[telephone]") -> str:
    """Replace e-mail addresses and telephone numbers.

    Parameters
    ----------
    text : str
        In any language.
    e_mail, phone : str, optional
        What stands in their place.

    Returns
    -------
    str
        Dates, years, amounts, shares and coordinates stay as they are. A number that is written like an
        amount and not called a telephone number cannot be told from one, and stays.

    Examples
    --------
    >>> mask("Write to focal.point@undp.org or call +595 21 611 980; 1.200.000 people since 1998.")
    'Write to [e-mail] or call [telephone]; 1.200.000 people since 1998.'
    """
    masked = _E_MAIL.sub(e_mail, text)
    for shape in _PHONES:
        masked = shape.sub(lambda found: _without_number(found, phone), masked)
    return masked


def _without_number(found: re.Match[str], phone: str) -> str:
    whole = found[0]
    if _DATE.match(whole.strip()):
        return whole
    number = found.groupdict().get("number")
    return whole.replace(number, phone) if number else phone
