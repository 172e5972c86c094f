"""A consent that holds, one taken back whose table waits for an answer, a table whose rows are gone."""

from datetime import timedelta

from jopoi_workbench.shell.models import Consent, Dataset
from jopoi_workbench.shell.services.consents import record_consent, rest_on, withdraw_consent
from jopoi_workbench.shell.slips import new_slip


def fill(known):
    def consent(who, **about):
        return record_consent(
            actor=known.ana, slip=new_slip(), at=known.now, who=who, given_on=known.now.date(),
            challenge=known.challenge, purpose="To tell how her school works with families.",
            audience=Consent.Audience.PUBLIC, **about,
        )  # fmt: skip

    holds = consent("Woman, 50s, head of a rural school", may_quote=True, language="guaraní")
    back = consent("Boy, 11, east of the department", is_minor=True, guardian="his grandmother")
    rest_on(actor=known.ana, consent=back, dataset=known.described, column="schid", value="1", at=known.now)
    withdraw_consent(consent=back, at=known.now, why="We moved away.")
    gone = Dataset.objects.create(
        lab=known.lab, name="Ficha de visitas", file_name="visitas.csv", digest="0" * 64, kind="csv", rows=40,
        uploaded_by=known.ana, uploaded_at=known.now - timedelta(days=800), bytes_gone_at=known.now,
    )  # fmt: skip
    return {"consent": holds.pk, "withdrawn": back.pk, "rows_gone": gone.pk}
