"""The site as a WSGI application.

What is made while a process starts stays for as long as it runs. So garbage is not looked for meanwhile, which took a
sixth of the start, and what was made is not looked through again later.
"""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

gc.disable()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonground.config.settings")
application = get_wsgi_application()
import_module(settings.ROOT_URLCONF)  # the rooms themselves, which the first page would otherwise wait for
gc.freeze()
gc.enable()
