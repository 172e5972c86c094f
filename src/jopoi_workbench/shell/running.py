"""Long work: evidence is claimed, computed with live progress, and filed, or fails with a reason.

A room registers how a method is computed with `runner`. Whatever happens to the process, a piece
of evidence ends as done, failed or cancelled: `recover` marks what a lost process left behind.
"""

import logging
import os
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event, Thread
from time import monotonic
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connections, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, override
from django_tasks import task

from jopoi.errors import JopoiError
from jopoi.progress import listening
from jopoi.words import N_, phrase
from jopoi_workbench.shell.audit import record
from jopoi_workbench.shell.models import Evidence, EvidenceResult

log = logging.getLogger(__name__)

Runner = Callable[[Evidence], "Outcome"]
Listener = Callable[[str, float], None]
State = Evidence.State

BEAT = timedelta(seconds=5)  # how often a run says that it is alive
SILENCE = timedelta(seconds=90)  # after how long without a sign a run counts as lost
PATIENCE = timedelta(minutes=10)  # after how long in the queue a run is handed over again
_PROGRESS_EVERY = 0.4  # seconds between two writes of progress

INTERRUPTED = N_("The server was restarted or the process was ended while it ran.")
UNEXPECTED = N_("The fault is in the workbench, not in your table.")
NOTHING_LOST = N_("Nothing is lost: the table and the choices are kept. Start it again.")
TELL = N_(
    "Nothing is lost: the table and the choices are kept. Start it again; "
    "if it stops again, tell whoever runs the workbench."
)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a runner gives back.

    Attributes
    ----------
    json : str
        The result.
    titles : mapping of str to str
        The answer in one sentence, by language.
    doubts : mapping of str to str
        The doubt about it in one sentence, by language.
    input_digest, version : str
        What it was computed from, and with.
    """

    json: str
    titles: Mapping[str, str]
    doubts: Mapping[str, str] = field(default_factory=dict)
    input_digest: str
    version: str


class CancelledError(Exception):
    """Someone asked the run to stop, or it was taken from this process."""


_RUNNERS: dict[str, Runner] = {}


def runner(method: str) -> Callable[[Runner], Runner]:
    """Register the function that computes a method from its evidence."""

    def register(function: Runner) -> Runner:
        _RUNNERS[method] = function
        return function

    return register


def start(evidence: Evidence) -> None:
    """Hand a waiting run to the queue, or do it here and now where there is no queue.

    Call it after the transaction that filed the evidence: a run whose hand-over was lost is
    found by `recover`, and a run handed over twice is done once.
    """
    if settings.RUN_IN_PLACE:
        run(evidence.pk)
    else:
        run_evidence.enqueue(evidence.pk)


@task()
def run_evidence(pk: int) -> None:
    """Compute one piece of evidence: what the queue holds."""
    run(pk)


def run(pk: int, also: Listener | None = None) -> bool:
    """Claim, compute and file one piece of evidence; false if it was not ours to do.

    ``also`` is told of every step besides the database: a terminal that waits for the answer.
    """
    holder = f"{_host()}:{os.getpid()}"
    if not _claim(pk, holder):
        return False
    evidence = Evidence.objects.select_related("dataset", "lab", "created_by__person").get(pk=pk)
    try:
        outcome = _compute(evidence, _Telling(pk, holder, also))
    except CancelledError:
        return False
    except JopoiError as error:
        _fail(evidence, error.what, error.hint, error.facts)
    except Exception:
        log.exception("evidence %s stopped", pk)
        _fail(evidence, UNEXPECTED, TELL, {})
    else:
        _file(evidence, outcome)
    return True


def _claim(pk: int, holder: str) -> bool:
    waiting = Evidence.objects.filter(pk=pk, state=State.WAITING)
    now = timezone.now()
    return bool(waiting.update(state=State.RUNNING, claimed_by=holder, heartbeat_at=now, progress=0.0))


def _compute(evidence: Evidence, telling: "_Telling") -> Outcome:
    with _pulse(evidence.pk), listening(telling):
        return _RUNNERS[evidence.method](evidence)


@contextmanager
def _pulse(pk: int) -> Iterator[None]:
    """Say every few seconds that the process lives, even inside one long computation."""
    over = Event()
    thread = Thread(target=_beat, args=(pk, over), daemon=True)
    if not settings.RUN_IN_PLACE:
        thread.start()
    try:
        yield
    finally:
        over.set()
        if thread.is_alive():
            thread.join()


def _beat(pk: int, over: Event) -> None:
    while not over.wait(BEAT.total_seconds()):
        try:
            Evidence.objects.filter(pk=pk, state=State.RUNNING).update(heartbeat_at=timezone.now())
        except DatabaseError:  # a missed beat does no harm; the next one follows
            log.warning("evidence %s: heartbeat not written", pk, exc_info=True)
    connections.close_all()


class _Telling:
    """Writes progress, throttled; the same write asks whether to go on."""

    def __init__(self, pk: int, holder: str, also: Listener | None) -> None:
        self.pk, self.holder, self.also, self.last = pk, holder, also, 0.0

    def __call__(self, what: str, share: float) -> None:
        if self.also:
            self.also(what, share)
        if monotonic() - self.last < _PROGRESS_EVERY:
            return
        self.last = monotonic()
        ours = Evidence.objects.filter(pk=self.pk, state=State.RUNNING, claimed_by=self.holder)
        share = min(max(share, 0.0), 1.0)
        if not ours.update(progress=share, progress_words=what[:200], heartbeat_at=timezone.now()):
            raise CancelledError


@transaction.atomic
def _file(evidence: Evidence, outcome: Outcome) -> None:
    now = timezone.now()
    filed = Evidence.objects.filter(pk=evidence.pk, state=State.RUNNING).update(
        state=State.DONE,
        progress=1.0,
        progress_words="",
        titles=dict(outcome.titles),
        doubts=dict(outcome.doubts),
        input_digest=outcome.input_digest,
        version=outcome.version,
        heartbeat_at=now,
        finished_at=now,
    )
    if not filed:  # cancelled in the last moment
        return
    EvidenceResult.objects.create(evidence_id=evidence.pk, json=outcome.json)
    record(
        lab=evidence.lab,
        actor=evidence.created_by,
        action="evidence.filed",
        about=evidence,
        at=now,
        titles=dict(outcome.titles),
        digest=outcome.input_digest,
    )


@transaction.atomic
def _fail(evidence: Evidence, what: str, hint: str, facts: Mapping[str, Any]) -> None:
    now = timezone.now()
    failed = Evidence.objects.filter(pk=evidence.pk, state=State.RUNNING).update(
        state=State.FAILED,
        failure={"what": what, "hint": hint, "facts": _storable(facts)},
        finished_at=now,
    )
    if failed:
        record(
            lab=evidence.lab,
            actor=None,
            action="evidence.failed",
            about=evidence,
            at=now,
            titles=evidence.titles,
        )


def _storable(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value if isinstance(value, str | int | float | bool | None) else [str(v) for v in value]
        for name, value in facts.items()
    }


def failure_words(evidence: Evidence, language: str) -> str:
    """Why a run failed and what to do, in a language; empty if it did not fail."""
    if not evidence.failure:
        return ""
    failure = evidence.failure
    what, hint = (_ours(failure[part], language) for part in ("what", "hint"))
    return JopoiError(what, hint, **failure["facts"]).say(language)


def progress_words(evidence: Evidence, language: str) -> str:
    """What a run is doing now, in a language."""
    return phrase(_ours(evidence.progress_words, language), language)


def _ours(template: str, language: str) -> str:
    """A text of the workbench's own catalogue in a language; the library says its own itself."""
    with override(language):
        return gettext(template) if template else ""


def recover(*, at: datetime) -> int:
    """Mark runs whose process is gone as failed, hand forgotten ones over again; how many in all."""
    running = Evidence.objects.filter(state=State.RUNNING).select_related("lab")
    lost = [evidence for evidence in running if is_lost(evidence, at)]
    for evidence in lost:
        _fail(evidence, INTERRUPTED, NOTHING_LOST, {})
    return len(lost) + _hand_over_again(at)


def is_lost(evidence: Evidence, at: datetime) -> bool:
    """Whether the process that computed it is gone."""
    host, _, process = evidence.claimed_by.rpartition(":")
    if host == _host() and not _lives(int(process)):
        return True
    return evidence.heartbeat_at is None or evidence.heartbeat_at < at - SILENCE


def _host() -> str:
    return socket.gethostname()[:60]


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _hand_over_again(at: datetime) -> int:
    # While a run waits, its heartbeat is when it was last handed over.
    silent = Q(heartbeat_at=None, created_at__lt=at - PATIENCE) | Q(heartbeat_at__lt=at - PATIENCE)
    forgotten = Evidence.objects.filter(silent, state=State.WAITING)
    found = list(forgotten.values_list("pk", flat=True))
    forgotten.update(heartbeat_at=at)
    for pk in found:
        run_evidence.enqueue(pk)
    return len(found)
