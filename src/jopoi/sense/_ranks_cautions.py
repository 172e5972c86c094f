"""What to bear in mind with ranks."""

from jopoi.errors import JopoiWarning
from jopoi.words import N_


class NoOrder(JopoiWarning):
    """No grades can be told apart."""

    importance = 1
    template = N_(
        "No grades can be told apart: any order of these {units} units would be chance. Publish none."
    )


class NobodySurelyTop(JopoiWarning):
    """No unit is surely in the top share."""

    importance = 2
    template = N_("No unit is surely among the first {room}: whoever is called so may not be.")


class WideSets(JopoiWarning):
    """Half of the units could stand nearly anywhere."""

    importance = 2
    template = N_(
        "Half of the units could stand on any of {width:.0f} places or more, out of {units}. A place by"
        " itself says little."
    )
