"""Numbers and sentences, as English and Spanish write them."""

import pytest

from jopoi.words import number, phrase


@pytest.mark.parametrize(
    ("value", "spec", "english", "spanish"),
    [
        (1572, "", "1,572", "1572"),
        (12345, "", "12,345", "12\u202f345"),
        (1_230_000.0, "", "1,230,000", "1\u202f230\u202f000"),
        (12.0, "", "12", "12"),
        (0.4567, "", "0.457", "0,457"),
        (0.000012, "", "1.2 × 10⁻⁵", "1,2 × 10⁻⁵"),
        (-3.14159, ".2f", "−3.14", "−3,14"),
        (-0.004, "+.1f", "0.0", "0,0"),
        (0.16, ".0%", "16%", "16\u00a0%"),
        (1234.5, ",.1f", "1,234.5", "1234,5"),
        (float("nan"), "", "–", "–"),
        (float("-inf"), ".2f", "−∞", "−∞"),
    ],
)
def test_a_number_is_written_as_its_readers_write_it(value, spec, english, spanish):
    assert number(value, "en", spec) == english
    assert number(value, "es", spec) == spanish


def test_a_list_of_names_ends_in_and():
    assert phrase("{names}", "en", names=["a", "b", "c"]) == "a, b and c"
    assert phrase("{names}", "es", names=["a", "b", "c"]) == "a, b y c"


def test_a_language_without_a_catalogue_gets_english():
    assert phrase("{n} units", "qu", n=3) == "3 units"


def test_quoted_names_take_the_quotation_marks_of_the_language():
    assert phrase("{names}", "es", names=["“a”", "“b”"]) == "«a» y «b»"
    assert phrase("{names}", "en", names=["“a”", "“b”"]) == "“a” and “b”"
