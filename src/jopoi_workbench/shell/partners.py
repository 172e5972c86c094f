"""Partners and coordinating roles as pages tell of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jopoi_workbench.shell.access import coordinators_for
from jopoi_workbench.shell.models import Challenge, Coordinator, Member, Partner

Part, Status = Coordinator.Part, Partner.Status
NEEDED = (Part.FOCAL, Part.FIELD)
_SHOWN = 6


@dataclass(frozen=True)
class Group:
    """Partners that stand alike."""

    status: Partner.Status
    partners: list[Partner]


def by_status(partners: Iterable[Partner]) -> list[Group]:
    """Active ones first, then planned, then lapsed; a group without partners is left out."""
    known = list(partners)
    order = (Status.ACTIVE, Status.PLANNED, Status.LAPSED)
    groups = [Group(status, [one for one in known if one.status == status]) for status in order]
    return [group for group in groups if group.partners]


def in_a_line(partners: Iterable[Partner]) -> str:
    """The partners for the challenge's page: “Ministry of Health (active), UNICEF (lapsed)”."""
    known = [partner for group in by_status(partners) for partner in group.partners]
    told = [f"{partner.name} ({partner.get_status_display().lower()})" for partner in known[:_SHOWN]]
    more = len(known) - _SHOWN
    if more > 0:
        told.append(ngettext("%(n)s more", "%(n)s more", more) % {"n": more})
    return ", ".join(told)


@dataclass(frozen=True)
class Roles:
    """Who holds a loop together now, who did, and what nobody holds."""

    now: list[Coordinator]
    before: list[Coordinator]

    @property
    def leads(self) -> list[Coordinator]:
        """Who leads the challenge: whoever is its focal point now."""
        return [one for one in self.now if one.part == Part.FOCAL]

    @property
    def warning(self) -> str:
        held = {one.part for one in self.now}
        return warning([part for part in NEEDED if part not in held])


def roles_of(member: Member, challenge: Challenge, on: date) -> Roles:
    """The coordinating roles of a challenge on a day."""
    held = list(coordinators_for(member, challenge))
    now = [one for one in held if one.holds_on(on)]
    return Roles(now, [one for one in held if one not in now])


def warning(missing: list[Coordinator.Part]) -> str:
    """What to say of needed roles that nobody holds; empty if there are none."""
    if not missing:
        return ""
    names = "; ".join(str(part.label) for part in missing)
    return (
        _("Nobody holds this role: %(roles)s.") % {"roles": names}
        if len(missing) == 1
        else _("Nobody holds these roles: %(roles)s.") % {"roles": names}
    )
