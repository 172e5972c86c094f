"""What each act of `roles.Act` means, in a plain sentence: the page of roles says it to everybody."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from jopoi_workbench.shell.roles import Act

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SAID: dict[Act, "StrOrPromise"] = {
    Act.SEE: _("See challenges, evidence and what tables are about"),
    Act.SEE_ROWS: _("See the rows of tables that are not open"),
    Act.OPEN_CHALLENGE: _("Open a challenge and change what is said of it"),
    Act.STORE_DATA: _("Bring in tables"),
    Act.DESCRIBE_DATA: _("Say what the columns of a table are"),
    Act.RUN: _("Ask a table something, and ask again"),
    Act.CANCEL_RUN: _("Stop a run"),
    Act.DOWNLOAD: _("Download results"),
    Act.ASK: _("Ask colleagues for something, and read what they filed"),
    Act.RECORD: _("File evidence by hand"),
    Act.CLAIM: _("Write claims and what they rest on"),
    Act.KEEP_VERDICT: _("Keep a verdict as it stands on a day"),
    Act.PLAN_ANALYSIS: _("Plan an analysis before the outcomes are there"),
    Act.SEE_CONSENTS: _("See consents"),
    Act.RECORD_CONSENT: _("Record a consent, and take it back for the person"),
    Act.INQUIRE: _("Ask questions, write hypotheses and theories of change, plan experiments"),
    Act.AUTHORISE: _("Authorise an experiment"),
    Act.STOP: _("Stop an experiment"),
    Act.ASK_DECISION: _("Ask for a decision"),
    Act.DECIDE: _("Take a decision, and close a quarter or a turn by it"),
    Act.SUBMIT_CHALLENGE: _("Submit a challenge"),
    Act.SHOW_EVERYONE: _("Show a challenge to everyone"),
    Act.ANSWER: _("Read what people outside the lab wrote, and answer them"),
    Act.WRITE_DOCUMENT: _("Write documents"),
    Act.PUBLISH: _("Publish a document, and take it back"),
    Act.EDIT_LAB: _("Change the lab’s name, languages, time zone and rules"),
    Act.MANAGE_MEMBERS: _("Invite people, change their roles, close and open their membership"),
}
