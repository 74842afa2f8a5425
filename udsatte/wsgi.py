"""The web process. It refuses to start on a database role that could see everybody."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "udsatte.settings.prod")
application = get_wsgi_application()

from udsatte.access.database import refuse_unsafe_role  # noqa: E402

refuse_unsafe_role()
