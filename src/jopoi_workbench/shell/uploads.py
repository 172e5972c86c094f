"""Taking in big files: to disk from the first byte, never past the limit, nothing left behind."""

from django.conf import settings
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler
from django.http import HttpRequest


class LimitedUpload(TemporaryFileUploadHandler):
    """Streams a file to a temporary one and lets go of it as soon as it grows past the limit.

    The rest of the request is read and thrown away, so that the browser can show the page that
    explains it. A request that breaks off deletes what had arrived.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if start + len(raw_data) > settings.UPLOAD_LIMIT:
            self.file.close()
            if self.request is not None:
                self.request.META[_TOO_LARGE] = True
            raise SkipFile
        return super().receive_data_chunk(raw_data, start)


_TOO_LARGE = "jopoi.upload_too_large"


def was_too_large(request: HttpRequest) -> bool:
    """Whether a file of this request was let go of because of its size."""
    _ = request.POST  # reading the form is what takes the file in
    return bool(request.META.get(_TOO_LARGE))
