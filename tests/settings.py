"""The site's settings, with what tests may not wait for made quick."""

from commonground.config.settings import *  # noqa: F403 the site's own settings are what is tested
from commonground.config.settings import CACHES as SITE_CACHES
from commonground.config.settings import INSTALLED_APPS as SITE_APPS
from commonground.config.settings import STORAGES as SITE_STORAGES

INSTALLED_APPS = ["zeal", *SITE_APPS]  # it watches where a test asks it to
# Pages under test need no collected files; the manifest is tested by `make run` in the journeys.
STORAGES = {**SITE_STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Static files straight from the rooms, so that the live server of the tests shows what is there now.
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
# Tests ask faster than is polite; those of politeness itself count as the site does.
CACHES = {**SITE_CACHES, "polite": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
