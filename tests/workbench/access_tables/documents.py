"""Documents, and what is published of them."""

from jopoi_workbench.shell.services.documents import publish_document, write_document
from tests.workbench.conftest import AT

TABLE = """
documents           GET    302    200      200     200         200       200     200       200     200
document-new        GET    302    200      200     200         403       200     403       403     200
document-new        POST   302    422      422     422         403       422     403       403     422
document            GET    302    404      200     200         200       200     200       200     200
document-edit       GET    302    404      200     200         403       200     403       403     200
document-edit       POST   302    404      422     422         403       422     403       403     422
document-publish    POST   302    404      422     403         403       422     403       403     422
document-take-back  POST   302    404      422     403         403       422     403       403     422
published           GET    200    200      200     200         200       200     200       200     200
published-document  GET    200    200      200     200         200       200     200       200     200
published-version   GET    200    200      200     200         200       200     200       200     200
published-file      GET    200    200      200     200         200       200     200       200     200
"""


def paths(cast):
    document = write_document(
        actor=cast.analyst, at=AT, title="Plan", language="en", challenge=cast.challenge, summary="What"
    )
    publish_document(actor=cast.analyst, document=document, visibility="public", at=AT)
    one = {f"document{act}": [document.pk] for act in ("", "-edit", "-publish", "-take-back")}
    return one | {
        "published-document": ["plan"],
        "published-version": ["plan", 1],
        "published-file": ["plan", "md"],
    }
