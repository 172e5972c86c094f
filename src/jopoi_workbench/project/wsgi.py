"""What a web server runs: ``granian --interface wsgi jopoi_workbench.project.wsgi:application``."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jopoi_workbench.project.settings")
application = get_wsgi_application()

# What is loaded by now stays. Walking through all of it in search of garbage would hold up an answer now and
# then by a tenth of a second and more.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)
