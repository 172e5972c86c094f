"""What is written once: neither changed nor removed."""

from typing import Any, ClassVar, NoReturn

from django.db import models


class AppendOnlyError(TypeError):
    """Someone tried to change or remove what was written once."""

    def __init__(self) -> None:
        super().__init__("What is written once is neither changed nor removed.")


class AppendOnly(models.QuerySet[Any]):
    """A query set that reads, and nothing else."""

    def update(self, **_: Any) -> NoReturn:
        raise AppendOnlyError

    def delete(self) -> NoReturn:
        raise AppendOnlyError

    def bulk_update(self, *_: Any, **__: Any) -> NoReturn:
        raise AppendOnlyError


class Frozen(models.Model):
    """A thing that is written once."""

    objects: ClassVar[Any] = AppendOnly.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError
        super().save(*args, **kwargs)

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        raise AppendOnlyError
