"""Signing in, language, lab, and the pages that hold no data."""

from django.utils import timezone

from jopoi_workbench.shell.models import Role
from jopoi_workbench.shell.services import invite
from tests.workbench.conftest import member_in

TABLE = """
home                GET    302    200      200     200         200       200     200       200     200
sign-in             GET    200    302      302     302         302       302     302       302     302
sign-out            POST   302    302      302     302         302       302     302       302     302
language            POST   302    302      302     302         302       302     302       302     302
lab                 POST   302    404      302     302         302       302     302       302     302
help                GET    200    200      200     200         200       200     200       200     200
accessibility       GET    200    200      200     200         200       200     200       200     200
privacy             GET    200    200      200     200         200       200     200       200     200
sign-in-code        GET    302    302      302     302         302       302     302       302     302
sign-in-code        POST   302    302      302     302         302       302     302       302     302
lost-password       GET    200    200      200     200         200       200     200       200     200
lost-password       POST   422    422      422     422         422       422     422       422     422
new-password        GET    200    200      200     200         200       200     200       200     200
new-password        POST   200    200      200     200         200       200     200       200     200
single-sign-on      GET    404    404      404     404         404       404     404       404     404
single-sign-on-back GET    404    404      404     404         404       404     404       404     404
join                GET    200    200      200     200         200       200     200       200     200
join                POST   422    302      410     410         410       410     410       410     410
the-lab             GET    302    200      200     200         200       200     200       200     200
the-lab-edit        GET    302    200      403     403         403       403     403       403     200
the-lab-edit        POST   302    422      403     403         403       403     403       403     422
roles               GET    302    200      200     200         200       200     200       200     200
leave               GET    302    200      200     200         200       200     200       200     200
leave               POST   302    302      302     302         302       302     302       302     302
members             GET    302    200      200     200         200       200     200       200     200
member              GET    302    404      403     403         403       403     403       403     200
member              POST   302    404      403     403         403       403     403       403     422
member-close        POST   302    404      403     403         403       403     403       403     302
member-open         POST   302    404      403     403         403       403     403       403     302
invitations         GET    302    200      403     403         403       403     403       403     200
invitation-new      GET    302    200      403     403         403       403     403       403     200
invitation-new      POST   302    422      403     403         403       403     403       403     422
invitation-renew    POST   302    404      403     403         403       403     403       403     200
invitation-revoke   POST   302    404      403     403         403       403     403       403     302
me                  GET    302    200      200     200         200       200     200       200     200
me                  POST   302    422      422     422         422       422     422       422     422
me-password         GET    302    200      200     200         200       200     200       200     200
me-password         POST   302    422      422     422         422       422     422       422     422
sessions-end        POST   302    302      302     302         302       302     302       302     302
second-factor       GET    302    200      200     200         200       200     200       200     200
second-factor       POST   302    422      422     422         422       422     422       422     422
"""
SENT = {"lab": {"lab": "sur"}, "language": {"language": "es"}}


def paths(cast):
    """An open link of an invitation is for whoever comes first: here that is the stranger."""
    admin = member_in(cast.lab, Role.ADMINISTRATOR, "Adela")
    about = {"actor": admin, "roles": [Role.LEARNER], "at": timezone.now()}
    invitation = invite(token="a token", **about)
    pk = invitation.pk
    return {
        "join": ["a token"],
        "member": [cast.analyst.pk],
        "member-close": [cast.analyst.pk],
        "member-open": [cast.analyst.pk],
        "invitation-renew": [pk],
        "invitation-revoke": [pk],
        "new-password": ["MQ", "no-token"],
    }
