"""What a web server runs: ``granian --interface wsgi jopoi_workbench.project.wsgi:application``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jopoi_workbench.project.settings")
application = get_wsgi_application()
