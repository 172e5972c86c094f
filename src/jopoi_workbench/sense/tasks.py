"""What this room tells the shell: its steps for a table, and how its methods are computed."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from jopoi_workbench.sense.services import METHODS, ask_checked, compute, design_of, parse_spec, replay, told
from jopoi_workbench.shell.models import Stage
from jopoi_workbench.shell.roles import Act
from jopoi_workbench.shell.rooms import Room, Step, open_room
from jopoi_workbench.shell.running import runner

ROOM = Room(
    name="sense",
    stage=Stage.SENSE,
    steps=(
        Step(
            name=_("Check the table"),
            about=_("What is there, what is missing, what looks impossible: before anything is ranked."),
            address="sense:fitness",
            act=Act.SEE,
        ),
        Step(
            name=_("Screen the units"),
            about=_("Which units do better than their circumstances predict, and how sure is that?"),
            address="sense:screen",
            act=Act.RUN,
        ),
        Step(
            name=_("Which analysis do I need?"),
            about=_("From the question to the method, with what each one asks of a table."),
            address="sense:guide",
            act=Act.RUN,
        ),
    ),
    claim_steps=(
        Step(
            name=_("Check a claim of savings"),
            about=_("Somebody says that much was saved: what does it come to a year, a service, a use?"),
            address="sense:savings",
            act=Act.SEE,
        ),
    ),
    methods={name: method.title for name, method in METHODS.items()},
    told=told,
    design=design_of,
    parse=parse_spec,
    asks={name: partial(ask_checked, method=name) for name in METHODS},
    replay=replay,
)


def register() -> None:
    """Open the room; called once, when Django has loaded its apps."""
    open_room(ROOM)
    for name in METHODS:
        runner(name)(compute)
