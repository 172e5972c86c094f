"""Gaps in who does what, each by itself."""

import pytest

from jopoi.loop import Duty, Gap, gaps

LEVELS = {"ministry": "national", "council": "local", "region": "both"}


def duty(parts, *, decision=False, both_levels=False):
    return Duty(decision=decision, both_levels=both_levels, parts=parts, levels=LEVELS)


@pytest.mark.parametrize(("parts", "options", "found"), [
    ({"council": ["leads"]}, {}, []),
    ({}, {}, [Gap.NOBODY_LEADS]),
    ({"council": ["does"], "ministry": ["told"]}, {}, [Gap.NOBODY_LEADS]),
    ({"council": ["leads"], "ministry": ["leads"]}, {}, [Gap.SEVERAL_LEAD]),
    ({"council": ["leads"]}, {"decision": True}, [Gap.NOBODY_DECIDES]),
    ({"council": ["leads", "decides"]}, {"decision": True}, []),
    ({"council": ["leads"]}, {"both_levels": True}, [Gap.NO_NATIONAL]),
    ({"council": ["leads"], "ministry": ["asked"]}, {"both_levels": True}, []),
    ({"council": ["leads"], "ministry": ["told"]}, {"both_levels": True}, [Gap.NO_NATIONAL]),
    ({"region": ["leads"]}, {"both_levels": True}, []),
    ({"stranger": ["leads"]}, {"both_levels": True}, [Gap.NO_NATIONAL, Gap.NO_LOCAL]),
])  # fmt: skip
def test_gaps_are_found(parts, options, found):
    assert gaps(duty(parts, **options)) == found
