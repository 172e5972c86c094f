"""The same work as on the pages, for programs: OpenAPI 3.1 under ``/api/v1/``."""

from jopoi_workbench.shell.api import challenges, datasets, evidence
from jopoi_workbench.shell.api.door import api, urls_of

for noun in (challenges, datasets, evidence):
    api.add_router(noun.__name__.rpartition(".")[2], noun.router)
urls = urls_of(api)

__all__ = ["api", "urls"]
