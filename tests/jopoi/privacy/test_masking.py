"""Addresses and telephone numbers go; dates, amounts and coordinates stay."""

import pytest

from jopoi.privacy import mask

GONE = [
    "focal.point@undp.org",
    "mailto:Ana.Benítez+lab@mspbs.gov.py",
    "ana (at) lab (dot) org",
    "ana [arroba] salud [punto] gov [punto] py",
    "+595 21 611 980",
    "00 595 981 123456",
    "(021) 611-980",
    "021 611 980",
    "0981 123 456",
    "Tel. 611 980",
    "WhatsApp: 981 123456",
]
STAYS = [
    "2026-03-01",
    "01-02-2026",
    "1993–1998",
    "1.200.000 people",
    "Gs 28 000 000",
    "0.35 and 0,5",
    "-23.227518815638398,-58.39842280769376",
    "08:30 a 09:15",
    "0042 patients",
    "unit 004512",
    "@home in 3 villages",
    "14,076 h = £112,608",
]


@pytest.mark.parametrize("told", GONE)
def test_what_leads_to_a_person_goes(told):
    masked = mask(f"Ask {told}, please, before 3 June.")
    assert not any(part in masked for part in ("@", "611", "981", "arroba", "(at)"))
    assert masked.endswith(", please, before 3 June.")


@pytest.mark.parametrize("told", STAYS)
def test_figures_stay(told):
    assert mask(f"About {told} here.") == f"About {told} here."


def test_masking_twice_changes_nothing():
    once = mask("ana@lab.org, 0981 123 456", e_mail="[correo]", phone="[teléfono]")
    assert once == "[correo], [teléfono]"
    assert mask(once) == once


def test_a_long_text_is_masked_in_no_time():
    assert mask("a." * 200_000 + "@" + "1 " * 200_000) is not None
