"""Every text is in the catalogues, said in every language, with all that it is about."""

import re

import pytest

from tools.words import FLOORS, LANGUAGES, fresh, missing, stored

every_catalogue = pytest.mark.parametrize(
    ("floor", "language"),
    [(f, language) for f in FLOORS for language in LANGUAGES],
    ids=lambda value: getattr(value, "domain", value),
)
PLACE = re.compile(r"\{(\w*)[^}]*\}|%\((\w+)\)[sd]")


def ids(catalogue):
    return {(message.id, message.context) for message in catalogue if message.id}


def places(text):
    return {name or other for name, other in PLACE.findall(text)}


@every_catalogue
def test_the_catalogue_holds_every_text_and_no_other(floor, language):
    assert ids(stored(floor, language)) == ids(fresh(floor, language)), "run `make words`"


@every_catalogue
def test_every_text_is_translated(floor, language):
    assert list(missing(fresh(floor, language))) == []


@every_catalogue
def test_a_translation_keeps_the_names_of_the_original(floor, language):
    wrong = []
    for message in stored(floor, language):
        originals = message.id if isinstance(message.id, tuple) else (message.id,)
        given = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and all(given) and places("".join(originals)) != places("".join(given)):
            wrong.append(message.id)
    assert wrong == []


@every_catalogue
def test_a_translation_has_the_tone_of_the_house(floor, language):
    """No exclamation marks; and Spanish says *usted*."""
    told = " ".join(str(message.string) for message in stored(floor, language) if message.id)
    assert not re.search(r"[!¡]|\b(?:tú|tu|tus|vos|puedes|tienes|quieres|debes)\b", told)
