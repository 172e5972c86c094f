"""Whether a table can carry a screening."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from jopoi.errors import JopoiError
from jopoi_workbench.sense.services import check_fitness
from jopoi_workbench.sense.telling import gaps_of
from jopoi_workbench.shell.access import dataset_for, member_view
from jopoi_workbench.shell.forms import language
from jopoi_workbench.shell.models import Dataset, Member
from jopoi_workbench.shell.roles import Act, may


@require_safe
@member_view()
def fitness(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    dataset = dataset_for(member, pk)
    if not dataset.described:
        return redirect("dataset-columns", pk)
    facts: dict[str, object] = {"dataset": dataset}
    try:
        found = check_fitness(dataset=dataset, language=language())
        shown = dataset.sensitivity == Dataset.Sensitivity.OPEN or may(member, Act.SEE_ROWS)
        facts |= {"fitness": found, "gaps": gaps_of(found), "rows_shown": shown}
    except JopoiError as error:
        facts |= {"what": error.say_what(language()), "hint": error.say_hint(language())}
    return render(request, "sense/fitness.html", facts)
