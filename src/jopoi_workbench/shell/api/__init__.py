"""The same work as on the pages, for programs: OpenAPI 3.1 under ``/api/v1/``."""

from jopoi_workbench.shell.api import challenges, claims, datasets, documents, evidence, loops, submissions
from jopoi_workbench.shell.api.door import api, urls_of

api.add_router("challenges", challenges.router)
api.add_router("challenges", loops.turns)
api.add_router("challenges", submissions.router)
api.add_router("decisions", loops.decisions)
api.add_router("datasets", datasets.router)
api.add_router("evidence", evidence.router)
api.add_router("claims", claims.router)
api.add_router("documents", documents.router)
urls = urls_of(api)

__all__ = ["api", "urls"]
