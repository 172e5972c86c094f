"""Evidence by hand, claims, verdicts and plans."""

from tests.browser.pages.page import SEND, Page

PAGES = (
    Page("record", "evidence", "/evidence/{record}/"),
    Page("record-replaced", "evidence", "/evidence/{replaced}/"),
    Page("record-new", "evidence-new", "/challenges/{challenge}/evidence/new/"),
    Page("record-new-wrong", "evidence-new", "/challenges/{challenge}/evidence/new/", press=SEND),
    Page("replace", "evidence-replace", "/evidence/{record}/replace/"),
    Page("replace-wrong", "evidence-replace", "/evidence/{record}/replace/", press=SEND),
    Page("claims", "claims", "/challenges/{challenge}/claims/", kind="list"),
    Page("claims-empty", "claims", "/challenges/{lonely}/claims/"),
    Page("claim", "claim", "/challenges/{challenge}/claims/{claim}/"),
    Page("claim-voice-faulty", "claim", "/challenges/{challenge}/claims/{claim}/?voice=policy"),
    Page("claim-told", "claim", "/challenges/{challenge}/claims/{told}/", who="delia"),
    Page("claim-new", "claim-new", "/challenges/{challenge}/claims/new/"),
    Page("claim-new-wrong", "claim-new", "/challenges/{challenge}/claims/new/", press=SEND),
    Page("claim-edit", "claim-edit", "/challenges/{challenge}/claims/{claim}/edit/"),
    Page("claim-voices", "claim-voices", "/challenges/{challenge}/claims/{claim}/voices/"),
    Page("cite-evidence", "claim-cite", "/challenges/{challenge}/claims/{claim}/cite/evidence/"),
    Page("cite-vote-wrong", "claim-cite", "/challenges/{challenge}/claims/{claim}/cite/vote/", press=SEND),
)
NOT_PAGES = {
    "evidence-file": "a file",
    "claim-uncite": "takes a form and leads back",
    "claim-state": "takes a form and leads back",
    "claim-level": "takes a form and leads back",
    "claim-withdraw": "takes a form and leads back",
}
GIVEN = (
    "select source from shell_record",
    "select superseded_reason from shell_evidence",
    "select who || ', ' || period || '. ' || source from shell_citation",
    "select value from shell_claim, json_tree(sentences) where type = 'text'",
    "select value from shell_claim, json_tree(doubts) where type = 'text'",
    "select value from shell_claim, json_tree(because) where type = 'text'",
    "select value from shell_claim, json_tree(voices) where type = 'text'",
    "select who from shell_citation",
    "select words from shell_citation",
)
