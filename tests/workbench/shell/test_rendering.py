"""Long lists to choose from are drawn by us, and say the same as Django's own."""

from html.parser import HTMLParser

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

from jopoi_workbench.shell.forms.rendering import Drawn

NASTY = "<b>&\"'</b> {{ 7 }} %s"
CHOICES = {
    "plain": [("", "none"), (1, "one"), (2, NASTY), (None, "nothing")],
    "grouped": [("", "none"), (NASTY, [("a", "A"), ("b", NASTY)]), ("c", "C")],
    "empty": [],
}


class Told(HTMLParser):
    """Tags with their attributes in any order, and texts."""

    def __init__(self, html):
        super().__init__()
        self.parts = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.parts.append((tag, sorted(attrs, key=str)))

    def handle_data(self, data):
        self.parts += [data.strip()] if data.strip() else []


@pytest.mark.parametrize("choices", CHOICES)
@pytest.mark.parametrize("multiple", [False, True])
def test_a_list_says_the_same_as_django_s(choices, multiple):
    kind = forms.SelectMultiple if multiple else forms.Select
    widget = kind(choices=CHOICES[choices], attrs={"class": NASTY, "required": True, "disabled": False})
    value = ["a", "2"] if multiple else "2"
    ours, theirs = (widget.render("na<me", value, {"id": "x"}, one) for one in (Drawn(), DjangoTemplates()))
    assert Told(ours).parts == Told(theirs).parts
