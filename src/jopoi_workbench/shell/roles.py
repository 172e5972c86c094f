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
    ANSWER = "answer people outside the lab"  # and read what they wrote
    MANAGE_MEMBERS = "manage members"
    ASK = "ask"  # a colleague for something


ANALYST, FACILITATOR, FRONTLINE, MANAGER, COMMITTEE, LEARNER, ADMINISTRATOR = Role

# Each act, and the roles that allow it: a row an act, a column a role. Whoever has several roles may do
# what any of them allows. Whoever analyses an experiment does not authorise it.
# fmt: off
ALLOWED_TO: dict[Act, set[Role]] = {
    Act.SEE:              {ANALYST, FACILITATOR, FRONTLINE, MANAGER, COMMITTEE, LEARNER, ADMINISTRATOR},
    Act.SEE_ROWS:         {ANALYST,                         MANAGER,                     ADMINISTRATOR},
    Act.OPEN_CHALLENGE:   {ANALYST, FACILITATOR,            MANAGER,                     ADMINISTRATOR},
    Act.STORE_DATA:       {ANALYST,                                                      ADMINISTRATOR},
    Act.DESCRIBE_DATA:    {ANALYST,                                                      ADMINISTRATOR},
    Act.RUN:              {ANALYST,                                                      ADMINISTRATOR},
    Act.CANCEL_RUN:       {ANALYST,                                                      ADMINISTRATOR},
    Act.DOWNLOAD:         {ANALYST, FACILITATOR,            MANAGER, COMMITTEE,          ADMINISTRATOR},
    Act.RECORD:           {ANALYST, FACILITATOR, FRONTLINE, MANAGER,                     ADMINISTRATOR},
    Act.CLAIM:            {ANALYST, FACILITATOR,            MANAGER,                     ADMINISTRATOR},
    Act.KEEP_VERDICT:     {ANALYST, FACILITATOR,            MANAGER, COMMITTEE,          ADMINISTRATOR},
    Act.PLAN_ANALYSIS:    {ANALYST,                         MANAGER,                     ADMINISTRATOR},
    Act.WRITE_DOCUMENT:   {ANALYST, FACILITATOR,            MANAGER,                     ADMINISTRATOR},
    Act.PUBLISH:          {ANALYST,                         MANAGER,                     ADMINISTRATOR},
    Act.EDIT_LAB:         {                                                              ADMINISTRATOR},
    Act.SEE_CONSENTS:     {ANALYST, FACILITATOR, FRONTLINE, MANAGER,                     ADMINISTRATOR},
    Act.RECORD_CONSENT:   {ANALYST, FACILITATOR, FRONTLINE,                              ADMINISTRATOR},
    Act.INQUIRE:          {ANALYST, FACILITATOR,            MANAGER,                     ADMINISTRATOR},
    Act.AUTHORISE:        {                                 MANAGER, COMMITTEE,          ADMINISTRATOR},
    Act.STOP:             {ANALYST, FACILITATOR,            MANAGER, COMMITTEE,          ADMINISTRATOR},
    Act.ASK_DECISION:     {ANALYST, FACILITATOR,            MANAGER,                     ADMINISTRATOR},
    Act.DECIDE:           {ANALYST, FACILITATOR,            MANAGER, COMMITTEE,          ADMINISTRATOR},
    Act.SUBMIT_CHALLENGE: {ANALYST,                         MANAGER,                     ADMINISTRATOR},
    Act.SHOW_EVERYONE:    {ANALYST,                         MANAGER,                     ADMINISTRATOR},
    Act.ANSWER:           {ANALYST, FACILITATOR, FRONTLINE, MANAGER,                     ADMINISTRATOR},
    Act.MANAGE_MEMBERS:   {                                                              ADMINISTRATOR},
    Act.ASK:              {ANALYST, FACILITATOR, FRONTLINE, MANAGER, COMMITTEE,          ADMINISTRATOR},
}
# fmt: on


def may(member: Member, act: Act) -> bool:
    """Whether any of the member's roles allows it."""
    return not ALLOWED_TO[act].isdisjoint(member.roles)


def require(member: Member, act: Act) -> None:
    """Refuse a member whose roles do not allow it.

    Raises
    ------
    PermissionDenied
        Which the web answers with 403 and a sentence.
    """
    if not may(member, act):
        raise PermissionDenied(act.value)
