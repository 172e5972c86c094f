"""The coupons of the example: partners, money and what else is kept under a challenge."""

from jopoi_workbench.shell.models import Challenge


def fill(known):
    coupons = Challenge.objects.get(lab=known.lab, title__startswith="Coupons")
    return {
        "coupons": coupons.pk,
        "partner": coupons.partners.earliest("pk").pk,
        "lapsed": coupons.partners.get(status="lapsed").pk,
        "grant": coupons.grants.earliest("pk").pk,
        "step": coupons.plannedsteps.latest("pk").pk,
        "duty": coupons.dutys.earliest("pk").pk,
        "organisation": coupons.organisations.earliest("pk").pk,
        "lesson": coupons.lessons.earliest("pk").pk,
        "policy": coupons.policyrevisions.earliest("pk").pk,
        "coordinator": coupons.coordinators.earliest("pk").pk,
    }
