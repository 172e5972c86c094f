"""Whatever arrives as a file, the page answers with a table or with one sentence."""

import pytest
from django.conf import settings as house_settings
from django.core.files.uploadedfile import SimpleUploadedFile

from jopoi_workbench.shell.models import Dataset
from tests.workbench.conftest import CSV, blob_files, signed_in

NEW = "/datasets/new/"
GOOD = CSV.encode()


def upload(client, name="schools.csv", content=GOOD, **more):
    return client.post(NEW, {"file": SimpleUploadedFile(name, content), **more})


def refused(answer, *words):
    assert answer.status_code == 422
    assert not Dataset.objects.exists()
    assert 'class="err-sum"' in answer.text
    for word in words:
        assert word in answer.text


def arriving():
    return list(house_settings.FILE_UPLOAD_TEMP_DIR.iterdir())


def test_a_table_is_stored_and_its_columns_are_asked_for(ana, challenge):
    answer = upload(ana, name="schools.csv", challenge=challenge.pk)
    dataset = Dataset.objects.get()
    assert answer.headers["Location"] == f"/datasets/{dataset.pk}/columns/"
    assert (dataset.name, dataset.challenge, dataset.rows) == ("schools", challenge, 18)


def test_no_file_is_one_sentence(ana):
    refused(ana.post(NEW, {"name": "x"}), "Choose a file.")


def test_an_empty_file_is_refused(ana):
    refused(upload(ana, content=b""), "The file is empty.")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8),
        ("table.xlsx", CSV.encode()),
        ("table.parquet", b"PAR1 and then nothing of the kind"),
        ("page.csv", b"<!doctype html><html><body><table></table></body></html>"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(ana, settings, name, content):
    answer = upload(ana, name=name, content=content)
    refused(answer)
    assert blob_files(settings) == []


def test_the_sentence_is_said_in_the_readers_language(ana):
    ana.cookies["jopoi_language"] = "es"
    refused(upload(ana, content=b""), "El archivo está vacío.")


def test_folders_in_a_file_name_are_only_words(ana, tmp_path):
    boundary = "----x"
    body = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="../../../evil.csv"\r\n'
        f"Content-Type: text/csv\r\n\r\n{CSV}\r\n--{boundary}--\r\n"
    )
    ana.generic("POST", NEW, body.encode(), f"multipart/form-data; boundary={boundary}")
    assert Dataset.objects.get().file_name == "evil.csv"
    assert not list(tmp_path.rglob("evil*"))


def test_a_file_that_is_too_large_is_one_sentence_and_leaves_nothing(ana, settings):
    settings.UPLOAD_LIMIT = 2_000_000
    answer = upload(ana, content=CSV.encode() + b"s,1,1,1\n" * 400_000)
    refused(answer, "The file is larger than 2 MB.")
    assert arriving() == blob_files(settings) == []


def test_an_upload_that_breaks_off_leaves_nothing(ana, settings):
    boundary = "----x"
    body = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="half.csv"\r\n'
        f"Content-Type: text/csv\r\n\r\n{CSV * 2000}"
    )
    answer = ana.generic("POST", NEW, body.encode(), f"multipart/form-data; boundary={boundary}")
    refused(answer, "Choose a file.")
    assert arriving() == blob_files(settings) == []


def test_what_arrived_is_cleared_away_after_a_good_upload(ana):
    upload(ana)
    assert arriving() == []


def test_a_stranger_s_upload_is_not_even_read(client, db, monkeypatch):
    monkeypatch.setattr("django.http.HttpRequest._load_post_and_files", lambda _: pytest.fail("read"))
    assert upload(client).headers["Location"].startswith("/sign-in/")


def test_a_learner_uploads_nothing(learner):
    assert upload(signed_in(learner)).status_code == 403


def test_another_labs_challenge_cannot_be_chosen(stranger, challenge):
    refused(upload(signed_in(stranger), challenge=challenge.pk), "Choose a challenge of your lab.")


def test_how_the_file_was_read_is_told(ana):
    text = CSV.replace(",", ";").replace(";5", ";5,")
    upload(ana, content=text.encode("latin-1"))
    dataset = Dataset.objects.get()
    assert dataset.separator == ";"
    page = ana.get(f"/datasets/{dataset.pk}/").text
    assert "How the file was read" in page or not dataset.notes
