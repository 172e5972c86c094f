"""The same work as on the pages, for programs: OpenAPI 3.1 under ``/api/v1/``."""

from jopoi_workbench.shell.api import challenges
from jopoi_workbench.shell.api.door import api, urls_of

api.add_router("challenges", challenges.router)
urls = urls_of(api)

__all__ = ["api", "urls"]
