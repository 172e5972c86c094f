"""Questions, hypotheses, the theory of change and experiments."""

from tests.browser.pages.page import SEND, Page

AT = "/challenges/{teams}"
PAGES = (
    Page("challenge-with-questions", "challenge", f"{AT}/"),
    Page("questions", "questions", f"{AT}/questions/", kind="list"),
    Page("questions-of-a-reader", "questions", "/challenges/{challenge}/questions/", who="lucio"),
    Page("questions-empty", "questions", "/challenges/{lonely}/questions/"),
    Page("question-new", "question-new", f"{AT}/questions/new/"),
    Page("question-new-wrong", "question-new", f"{AT}/questions/new/", press=SEND),
    Page("question-edit", "question-edit", f"{AT}/questions/{{question}}/edit/"),
    Page("question-settle", "question-settle", f"{AT}/questions/{{question}}/settle/"),
    Page("hypotheses", "hypotheses", f"{AT}/hypotheses/", kind="list"),
    Page("hypotheses-empty", "hypotheses", "/challenges/{lonely}/hypotheses/"),
    Page("hypothesis", "hypothesis", f"{AT}/hypotheses/{{hypothesis}}/"),
    Page("hypothesis-vague", "hypothesis", f"{AT}/hypotheses/{{vague}}/"),
    Page("hypothesis-new", "hypothesis-new", f"{AT}/hypotheses/new/"),
    Page("hypothesis-new-wrong", "hypothesis-new", f"{AT}/hypotheses/new/", press=SEND),
    Page("hypothesis-edit", "hypothesis-edit", f"{AT}/hypotheses/{{vague}}/edit/"),
    Page("hypothesis-settle", "hypothesis-settle", f"{AT}/hypotheses/{{hypothesis}}/settle/"),
    Page("theory", "theory", f"{AT}/theory/"),
    Page("theory-of-a-reader", "theory", f"{AT}/theory/", who="lucio"),
    Page("theory-odd", "theory", "/challenges/{challenge}/theory/"),
    Page("theory-empty", "theory", "/challenges/{lonely}/theory/"),
    Page("theory-box-new", "theory-box-new", f"{AT}/theory/boxes/new/"),
    Page("theory-box-new-wrong", "theory-box-new", f"{AT}/theory/boxes/new/", press=SEND),
    Page("theory-box", "theory-box", f"{AT}/theory/boxes/{{box}}/"),
    Page("theory-arrow-new", "theory-arrow-new", f"{AT}/theory/arrows/new/"),
    Page("theory-arrow", "theory-arrow", f"{AT}/theory/arrows/{{arrow}}/"),
    Page("experiments", "experiments", f"{AT}/experiments/", kind="list"),
    Page("experiments-empty", "experiments", "/challenges/{lonely}/experiments/"),
    Page("experiment", "experiment", f"{AT}/experiments/{{experiment}}/"),
    Page("experiment-draft", "experiment", f"{AT}/experiments/{{experiment_draft}}/", who="marcos"),
    Page("experiment-stopped", "experiment", f"{AT}/experiments/{{experiment_stopped}}/"),
    Page("experiment-new", "experiment-new", f"{AT}/experiments/new/"),
    Page("experiment-new-wrong", "experiment-new", f"{AT}/experiments/new/", press=SEND),
    Page("experiment-edit", "experiment-edit", f"{AT}/experiments/{{experiment_draft}}/edit/"),
    Page("experiment-stop", "experiment-stop", f"{AT}/experiments/{{experiment}}/stop/"),
    Page("experiment-stop-wrong", "experiment-stop", f"{AT}/experiments/{{experiment}}/stop/", press=SEND),
)
NOT_PAGES = {
    "theory-file": "a file",
    "theory-box-move": "takes a form and leads back",
    "theory-box-remove": "takes a form and leads back",
    "theory-arrow-remove": "takes a form and leads back",
    "experiment-step": "takes a form and leads back",
    "experiment-look": "takes a form and leads back",
}
GIVEN = (
    "select text, methods, outcome from shell_question",
    "select change, outcome, mediator, unit, measure, source, conditions from shell_expectation",
    "select name, indicator from shell_theorybox",
    "select assumption, indicator, failure from shell_theoryarrow",
    "select title, scope, authorised_by, reference, ethics_body, ethics_number, risks, mitigation, consent, "
    "watched, threshold, watcher, stopper, closing_reason from shell_experiment",
)
