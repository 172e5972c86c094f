"""Who may do what, in one table that can be read aloud."""

from enum import StrEnum

from django.core.exceptions import PermissionDenied

from jopoi_workbench.shell.models import Member, Role


class Act(StrEnum):
    """What can be done in a lab."""

    SEE = "see"  # challenges, evidence, what tables are about
    SEE_ROWS = "see rows"  # the rows of a table that is not open
    OPEN_CHALLENGE = "open a challenge"
    STORE_DATA = "store data"
    DESCRIBE_DATA = "describe data"
    RUN = "run a method"
    CANCEL_RUN = "cancel a run"
    DOWNLOAD = "download"
    RECORD = "file evidence by hand"
    CLAIM = "write claims"
    KEEP_VERDICT = "keep a verdict"
    PLAN_ANALYSIS = "plan an analysis"
    WRITE_DOCUMENT = "write a document"
    PUBLISH = "publish"
    EDIT_LAB = "edit the lab"
    SEE_CONSENTS = "see consents"
    RECORD_CONSENT = "record a consent"  # and take it back for the person
    INQUIRE = "ask questions"  # and write hypotheses, theories of change, and what an experiment needs
    AUTHORISE = "authorise an experiment"
    STOP = "stop an experiment"
    ASK_DECISION = "ask for a decision"
    DECIDE = "take a decision"  # and close a quarter or a turn by it
    SUBMIT_CHALLENGE = "submit a challenge"
    SHOW_EVERYONE = "show a challenge to everyone"
    MANAGE_MEMBERS = "manage members"
    ASK = "ask"  # a colleague for something


_ALL = frozenset(Act)
_WORK = _ALL - {Act.EDIT_LAB, Act.MANAGE_MEMBERS, Act.AUTHORISE}
_READS = frozenset({Act.SEE})
_INQUIRES = frozenset({Act.INQUIRE, Act.STOP})
_ANSWERS = frozenset({Act.AUTHORISE, Act.STOP})  # who plans an experiment does not authorise it
_WRITES = frozenset({Act.ASK, Act.RECORD, Act.CLAIM, Act.KEEP_VERDICT, Act.WRITE_DOCUMENT})
_CONSENTS = frozenset({Act.SEE_CONSENTS, Act.RECORD_CONSENT})
_LEADS = frozenset({Act.ASK_DECISION, Act.DECIDE})

MAY: dict[Role, frozenset[Act]] = {
    Role.ANALYST: _WORK,
    Role.ADMINISTRATOR: _ALL,
    Role.MANAGER: _READS
    | _INQUIRES
    | _ANSWERS
    | _WRITES
    | _LEADS
    | {Act.OPEN_CHALLENGE, Act.SEE_ROWS, Act.DOWNLOAD, Act.PLAN_ANALYSIS, Act.SEE_CONSENTS}
    | {Act.SUBMIT_CHALLENGE, Act.SHOW_EVERYONE, Act.PUBLISH},
    Role.FACILITATOR: _READS | _INQUIRES | _WRITES | _CONSENTS | _LEADS | {Act.OPEN_CHALLENGE, Act.DOWNLOAD},
    Role.COMMITTEE: _READS | _ANSWERS | {Act.DOWNLOAD, Act.KEEP_VERDICT, Act.DECIDE, Act.ASK},
    Role.LEARNER: _READS,
    Role.FRONTLINE: _READS | _CONSENTS | {Act.RECORD, Act.ASK},
}


def may(member: Member, act: Act) -> bool:
    """Whether any of the member's roles allows it."""
    return any(act in MAY[Role(role)] for role in member.roles if role in Role.values)


def require(member: Member, act: Act) -> None:
    """Refuse a member whose roles do not allow it.

    Raises
    ------
    PermissionDenied
        Which the web answers with 403 and a sentence.
    """
    if not may(member, act):
        raise PermissionDenied(act.value)
