"""Figures for Prometheus: requests counted by each process, work that waits asked of the database.

Several processes of one server write theirs into the folder ``JOPOI_METRICS_DIR``, where each reads all;
the settings name it to `prometheus_client` before this is loaded.
"""

import os
from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count
from django_tasks_db.models import DBTaskResult
from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from jopoi_workbench.shell.models import Evidence
from jopoi_workbench.shell.operations.workers import living

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_BOUNDS = (0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)

_requests = Counter("jopoi_requests", "Requests answered.", ["route", "method", "status"])
_seconds = Histogram("jopoi_request_seconds", "How long answers took.", ["route"], buckets=_BOUNDS)


def count(route: str, method: str, status: int, seconds: float) -> None:
    """Count one answer."""
    _requests.labels(route, method if method in METHODS else "other", str(status)).inc()
    _seconds.labels(route).observe(seconds)


def written(at: datetime) -> bytes:
    """All figures as Prometheus reads them."""
    return _counted() + generate_latest(_work(at))


def _counted() -> bytes:
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return generate_latest(REGISTRY)
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return generate_latest(registry)


def _work(at: datetime) -> CollectorRegistry:
    registry = CollectorRegistry()
    registry.register(_Work(at))
    return registry


class _Work(Collector):
    """What waits and who works, as the database has it now."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def collect(self) -> Iterator[Metric]:
        ready = DBTaskResult.objects.ready()
        oldest = ready.order_by("enqueued_at").values_list("enqueued_at", flat=True).first()
        waited = (self._at - oldest).total_seconds() if oldest else 0.0
        yield _gauge("jopoi_queue_tasks", "Tasks that wait.", ready.count())
        yield _gauge("jopoi_queue_oldest_seconds", "How long the oldest task has waited.", max(waited, 0.0))
        yield _gauge("jopoi_workers", "Workers heard of lately.", living(self._at).count())
        runs = GaugeMetricFamily("jopoi_runs", "Runs by state.", labels=["state"])
        counted = dict(Evidence.objects.values_list("state").annotate(n=Count("pk")).order_by())
        for state in Evidence.State.values:
            runs.add_metric([state], counted.get(state, 0))
        yield runs


def _gauge(name: str, about: str, value: float) -> Metric:
    return GaugeMetricFamily(name, about, value=value)
