"""The workbench as the tests run it: its real settings, in a folder of their own, without waiting."""

import os
import tempfile

# Before the real settings are read: nothing of a person's own workbench reaches the tests. A DATABASE_URL
# does, so that they can be run on PostgreSQL.
for _name in [name for name in os.environ if name.startswith("JOPOI_")]:
    del os.environ[_name]
os.environ["JOPOI_DATA"] = tempfile.mkdtemp(prefix="jopoi-tests-")

from jopoi_workbench.project.settings import *  # noqa: E402, F403 - the settings under test
from jopoi_workbench.project.settings import DATA_DIR  # noqa: E402 - the same, by name

SECRET_KEY = "of the tests, and of nothing else: 0123456789 abcdefghij"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
RUN_IN_PLACE = True
API_RATE = API_ADDRESS_RATE = 1_000_000  # the tests of the limits set their own
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = None
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# The test client and the test server speak plain HTTP.
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = False
FILE_UPLOAD_TEMP_DIR = DATA_DIR / "arriving"
FILE_UPLOAD_TEMP_DIR.mkdir()
