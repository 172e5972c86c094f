"""What labs show to everyone: their challenges in a list and on a map, and each by itself."""

from collections import Counter
from collections.abc import Iterable

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jopoi_workbench.shell.access import reader_of
from jopoi_workbench.shell.access.contributions import shown_contributions, without_contacts
from jopoi_workbench.shell.access.network import (
    public_challenge,
    public_challenges,
    without_addresses,
)
from jopoi_workbench.shell.access.sifting import sifted
from jopoi_workbench.shell.atlas import Place, draw_map
from jopoi_workbench.shell.forms.sifting import NetworkSiftForm
from jopoi_workbench.shell.loops import for_everyone, loops_of
from jopoi_workbench.shell.models import Challenge
from jopoi_workbench.shell.pages import query_of

_PAGE = 20
_MOST_ON_MAP = 500
_POINTS = {Challenge.Precision.SITE, Challenge.Precision.MUNICIPALITY}


@require_safe
@login_not_required
def index(request: HttpRequest) -> HttpResponse:
    form = NetworkSiftForm(request.GET)
    found = sifted(public_challenges(), **form.asked())
    page = Paginator(found, _PAGE).get_page(request.GET.get("page"))
    facts = {
        "form": form,
        "page": page,
        "query": query_of(request),
        "challenges": for_everyone(loops_of([without_addresses(one) for one in page.object_list], [])),
        **_map_of(without_addresses(one) for one in found[:_MOST_ON_MAP]),
    }
    return render(request, "shell/network.html", facts, status=422 if form.errors else 200)


@require_safe
@login_not_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    challenge = without_addresses(public_challenge(pk, reader_of(request)))
    (loop,) = for_everyone(loops_of([challenge], []))
    parent = public_challenges().filter(grown_into=challenge).first()
    children = public_challenges().filter(grown_from=challenge)[:_PAGE]
    facts = {
        "challenge": challenge,
        "loop": loop,
        "parent": without_addresses(parent) if parent else None,
        "children": [without_addresses(child) for child in children],
        "written": [without_contacts(one) for one in shown_contributions(challenge)[:_PAGE]],
        **_map_of([challenge]),
    }
    return render(request, "shell/network_challenge.html", facts)


def _map_of(challenges: Iterable[Challenge]) -> dict[str, object]:
    """The map, and how many challenges are on it as a place, as a country, and not at all."""
    places, shaded, unplaced = [], Counter[str](), 0
    for challenge in challenges:
        exact = challenge.place_precision in _POINTS
        if exact and challenge.latitude is not None and challenge.longitude is not None:
            site = challenge.place_precision == Challenge.Precision.SITE
            href = f"#challenge-{challenge.pk}"
            places.append(Place(challenge.latitude, challenge.longitude, site, challenge.title, href))
        elif challenge.country:
            shaded[challenge.country] += 1
        else:
            unplaced += 1
    drawn = draw_map(shaded, places) if shaded or places else None
    return {"map": drawn, "shaded": shaded.total(), "unplaced": unplaced}
