"""Bytes are kept whole, once, under their digest, and never elsewhere."""

import pytest

from jopoi_workbench.shell import blobs
from tests.workbench.conftest import blob_files


def test_the_digest_is_where_the_bytes_are(csv_file):
    assert blobs.path_of(blobs.keep(csv_file)).read_bytes() == csv_file.read_bytes()


def test_kept_bytes_are_not_written_over(csv_file):
    path = blobs.path_of(blobs.keep(csv_file))
    assert path.stat().st_mode & 0o222 == 0


@pytest.mark.parametrize("name", ["../../../etc/passwd", "", "ab", "g" * 64, "A" * 64])
def test_what_is_no_digest_is_no_place(name):
    with pytest.raises(ValueError, match="not a digest"):
        blobs.path_of(name)


def test_a_copy_that_breaks_off_leaves_nothing(csv_file, settings, monkeypatch):
    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(blobs.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        blobs.keep(csv_file)
    assert blob_files(settings) == []
