"""A challenge that everyone sees."""

from jopoi_workbench.shell.models import Challenge


def fill(_known):
    shown = Challenge.objects.filter(visibility=Challenge.Visibility.PUBLIC).earliest("pk")
    return {"shown": shown.pk}
