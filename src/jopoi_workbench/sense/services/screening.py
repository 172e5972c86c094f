"""Screening a table's units: filing the question, computing the answer, reading it back."""

import warnings
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied

from jopoi.errors import JopoiWarning
from jopoi.progress import portion, step
from jopoi.sense import Screening, ScreenSpec, screen
from jopoi.words import N_
from jopoi_workbench.sense.services.labels import labels_of, relabelled
from jopoi_workbench.sense.services.options import parse_spec
from jopoi_workbench.sense.services.pages import page_of
from jopoi_workbench.sense.services.questions import questions
from jopoi_workbench.sense.services.reading import frame_of
from jopoi_workbench.shell import running
from jopoi_workbench.shell.models import Dataset, Evidence, Member
from jopoi_workbench.shell.services import file_run

METHOD = "sense.screen"
DRAWN_FROM = 0.8


def screen_units(*, dataset: Dataset, actor: Member, spec: Mapping[str, Any], at: datetime) -> Evidence:
    """File a screening of a table's units and hand it to the queue.

    Parameters
    ----------
    dataset : Dataset
        Of the actor's lab.
    actor : Member
    spec : mapping
        The options of `jopoi.sense.screen`.
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
    evidence = _file(dataset, actor, spec, at)
    running.start(evidence)
    evidence.refresh_from_db()
    return evidence


def screen_now(
    *,
    dataset: Dataset,
    actor: Member,
    spec: Mapping[str, Any],
    at: datetime,
    tell: Callable[[str, float], None] | None = None,
) -> Evidence:
    """File a screening and compute it here; ``tell(what, share)`` hears each step."""
    evidence = _file(dataset, actor, spec, at)
    running.run(evidence.pk, tell)
    evidence.refresh_from_db()
    return evidence


def _file(dataset: Dataset, actor: Member, spec: Mapping[str, Any], at: datetime) -> Evidence:
    if dataset.lab_id != actor.lab_id:
        raise PermissionDenied
    asked = parse_spec(spec)
    return file_run(
        actor=actor, method=METHOD, titles=questions(dataset, asked), spec=asked, dataset=dataset, at=at
    )


def run_screening(evidence: Evidence) -> running.Outcome:
    """Compute the answer to a filed question; the same however often it is done."""
    dataset = evidence.dataset
    assert dataset is not None  # noqa: S101 - a screening is always filed with its table
    spec = ScreenSpec(**evidence.spec)
    numbers = [name for name in (spec.outcome, spec.standard_error, *spec.mirror) if name]
    step(N_("reading the table"), 0.02)
    frame = frame_of(dataset, numbers=numbers, categories=spec.context)
    with portion(0.1, DRAWN_FROM), warnings.catch_warnings():
        warnings.simplefilter("ignore", JopoiWarning)  # they stand in the result
        screening = screen(frame, **evidence.spec)
    _draw(evidence, screening)
    told = relabelled(screening, labels_of(dataset))
    headlines = {language: told.headline(language) for language, _name in settings.LANGUAGES}
    return running.Outcome(
        json=screening.to_json(figures=False),
        titles={language: answer for language, (answer, _doubt) in headlines.items()},
        doubts={language: doubt for language, (_answer, doubt) in headlines.items()},
        input_digest=screening.input_digest,
        version=screening.version,
    )


def _draw(evidence: Evidence, screening: Screening) -> None:
    """Prepare the page for whoever asked while they still wait; other languages when somebody reads them."""
    with portion(DRAWN_FROM, 1.0):
        page_of(evidence, evidence.created_by.person.language or settings.LANGUAGE_CODE, screening)
