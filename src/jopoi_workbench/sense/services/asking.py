"""Asking a table something: filing the question, computing the answer, reading it back."""

import warnings
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied

from jopoi._core.results import Result
from jopoi.errors import JopoiWarning
from jopoi.progress import portion, step
from jopoi.sense import Screening
from jopoi.words import N_
from jopoi_workbench.sense.services.answers import answer_of
from jopoi_workbench.sense.services.labels import labels_of, relabelled
from jopoi_workbench.sense.services.methods import METHODS
from jopoi_workbench.sense.services.options import parse_spec
from jopoi_workbench.sense.services.pages import page_of
from jopoi_workbench.sense.services.questions import questions
from jopoi_workbench.sense.services.reading import frame_of
from jopoi_workbench.shell import running
from jopoi_workbench.shell.models import Dataset, Evidence, Member
from jopoi_workbench.shell.services import file_run

DRAWN_FROM = 0.8


def ask(*, method: str, dataset: Dataset, actor: Member, spec: Mapping[str, Any], at: datetime) -> Evidence:
    """File a question to a table and hand it to the queue.

    Parameters
    ----------
    method : str
        The name of one of this room's methods, such as ``"sense.screen"``.
    dataset : Dataset
        Of the actor's lab.
    actor : Member
    spec : mapping
        The options of the method.
    at : datetime

    Returns
    -------
    Evidence
        Waiting, or already ended where there is no queue.

    Raises
    ------
    django.core.exceptions.PermissionDenied
        If the actor may not run a method, or the table is another lab's.
    jopoi.errors.OptionError
        If an option makes no sense.
    """
    evidence = _file(method, dataset, actor, spec, at)
    running.start(evidence)
    evidence.refresh_from_db()
    return evidence


def ask_now(
    *,
    method: str,
    dataset: Dataset,
    actor: Member,
    spec: Mapping[str, Any],
    at: datetime,
    tell: Callable[[str, float], None] | None = None,
) -> Evidence:
    """File a question and compute the answer here; ``tell(what, share)`` hears each step."""
    evidence = _file(method, dataset, actor, spec, at)
    running.run(evidence.pk, tell)
    evidence.refresh_from_db()
    return evidence


def _file(method: str, dataset: Dataset, actor: Member, spec: Mapping[str, Any], at: datetime) -> Evidence:
    if dataset.lab_id != actor.lab_id:
        raise PermissionDenied
    asked = parse_spec(method, spec)
    titles = questions(method, dataset, asked)
    return file_run(actor=actor, method=method, titles=titles, spec=asked, dataset=dataset, at=at)


def compute(evidence: Evidence) -> running.Outcome:
    """Compute the answer to a filed question; the same however often it is done."""
    dataset, method = evidence.dataset, METHODS[evidence.method]
    assert dataset is not None  # noqa: S101 - a question is always filed with its table
    spec = evidence.spec
    step(N_("reading the table"), 0.02)
    frame = frame_of(dataset, numbers=method.numbers(spec), categories=spec.get("context", ()))
    with portion(0.1, DRAWN_FROM), warnings.catch_warnings():
        warnings.simplefilter("ignore", JopoiWarning)  # they stand in the result
        result = method.compute(frame, **spec)
    _draw(evidence, result)
    told = relabelled(result, labels_of(dataset))
    headlines = {language: told.headline(language) for language, _name in settings.LANGUAGES}
    return running.Outcome(
        json=result.to_json(figures=False),
        titles={language: answer for language, (answer, _doubt) in headlines.items()},
        doubts={language: doubt for language, (_answer, doubt) in headlines.items()},
        input_digest=result.input_digest,
        version=result.version,
    )


def _draw(evidence: Evidence, result: Result) -> None:
    """Prepare the page for whoever asked while they still wait; other languages when somebody reads them."""
    language = evidence.created_by.person.language or settings.LANGUAGE_CODE
    with portion(DRAWN_FROM, 1.0):
        if isinstance(result, Screening):
            page_of(evidence, language, result)
        else:
            answer_of(evidence, language, result)
