"""Who does what, what went wrong, conditions, readiness, and on whom the work rests."""

from tests.browser.pages.page import SEND, Page

UNDER = "/challenges/{coupons}"
PAGES = (
    Page("duties", "duties", f"{UNDER}/who-does-what/"),
    Page("duties-empty", "duties", "/challenges/{lonely}/who-does-what/"),
    Page("duty-new-wrong", "duty-new", f"{UNDER}/who-does-what/new/", press=SEND),
    Page("duty", "duty", f"{UNDER}/who-does-what/{{duty}}/"),
    Page("organisation-new-wrong", "organisation-new", f"{UNDER}/organisations/new/", press=SEND),
    Page("organisation", "organisation", f"{UNDER}/organisations/{{organisation}}/"),
    Page("lessons", "lessons", f"{UNDER}/lessons/"),
    Page("lessons-empty", "lessons", "/challenges/{lonely}/lessons/"),
    Page("lesson-new-wrong", "lesson-new", f"{UNDER}/lessons/new/", press=SEND),
    Page("lesson", "lesson", f"{UNDER}/lessons/{{lesson}}/"),
    Page("conditions", "conditions", f"{UNDER}/conditions/"),
    Page("conditions-empty", "conditions", "/challenges/{lonely}/conditions/"),
    Page("conditions-new", "conditions-new", f"{UNDER}/conditions/new/"),
    Page("policy-new-wrong", "policy-new", f"{UNDER}/policies/new/", press=SEND),
    Page("policy", "policy", f"{UNDER}/policies/{{policy}}/"),
    Page("readiness", "readiness", "/readiness/"),
    Page("readiness-empty", "readiness", "/readiness/", who="nina"),
    Page("readiness-new", "readiness-new", "/readiness/new/"),
    Page("readiness-new-wrong", "readiness-new", "/readiness/new/", who="nina", press=SEND),
    Page("workload", "workload", "/workload/"),
    Page("workload-empty", "workload", "/workload/", who="nina"),
)
NOT_PAGES = {
    f"{noun}-remove": "takes a form and leads back" for noun in ("duty", "organisation", "lesson", "policy")
}
