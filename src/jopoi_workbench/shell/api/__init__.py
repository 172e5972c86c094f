"""The same work as on the pages, for programs: OpenAPI 3.1 under ``/api/v1/``."""

from jopoi_workbench.shell.api import (
    challenges,
    citations,
    claims,
    datasets,
    documents,
    evidence,
    lineage,
    loops,
    records,
    reviews,
    rows,
    submissions,
    verdicts,
)
from jopoi_workbench.shell.api.door import api, urls_of

api.add_router("challenges", challenges.router)
api.add_router("challenges", loops.turns)
api.add_router("challenges", lineage.router)
api.add_router("challenges", submissions.router)
api.add_router("decisions", loops.decisions)
api.add_router("datasets", datasets.router)
api.add_router("datasets", rows.router)
api.add_router("evidence", evidence.router)
api.add_router("evidence", records.router)
api.add_router("evidence", reviews.router)
api.add_router("claims", claims.router)
api.add_router("claims", citations.router)
api.add_router("claims", verdicts.of_claims)
api.add_router("verdicts", verdicts.router)
api.add_router("documents", documents.router)
urls = urls_of(api)

__all__ = ["api", "urls"]
