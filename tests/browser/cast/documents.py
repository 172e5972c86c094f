"""The example's plan, and a document that was taken back."""

from jopoi_workbench.shell.models import Document
from jopoi_workbench.shell.services.documents import publish_document, take_document_back, write_document


def fill(known):
    plan = Document.objects.earliest("pk")
    gone = write_document(
        actor=known.ana, at=known.now, title="Ficha retirada", language="es", challenge=known.challenge
    )
    publish_document(actor=known.ana, document=gone, visibility="public", at=known.now)
    take_document_back(actor=known.ana, document=gone, reason="Una cifra estaba mal leída.", at=known.now)
    return {"document": plan.pk, "learning_plan": plan.slug, "gone_document": gone.slug}
