"""Composition of the site. What may differ between places comes from `environment`."""

from pathlib import Path

from csp.constants import NONE, SELF

from commonground.config import environment

PACKAGE = Path(__file__).resolve().parent.parent
ENVIRONMENT = environment.read()

DEBUG = ENVIRONMENT.debug
SECRET_KEY = ENVIRONMENT.secret_key
SECRET_KEY_FALLBACKS = ENVIRONMENT.old_secret_keys
ALLOWED_HOSTS = ENVIRONMENT.hosts
CSRF_TRUSTED_ORIGINS = ENVIRONMENT.origins
COMMONGROUND_HOME = ENVIRONMENT.home
COMMONGROUND_DEMO = ENVIRONMENT.demonstration

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "csp",
    # the house, from the ground up
    "commonground.foundation.audit",
    "commonground.foundation.work",
    "commonground.foundation.design",
    "commonground.foundation.post",
    "commonground.foundation.documents",
    "commonground.ground.places",
    "commonground.ground.partners",
    "commonground.ground.evidence",
    "commonground.ground.directory",
    "commonground.partnership.plans",
    "commonground.partnership.groups",
    "commonground.insight.reports",
    "commonground.insight.home",
    "commonground.showcase",
    # below ours, so that our templates of signing in come first
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "commonground.ground.partners.middleware.ViewerMiddleware",
    "commonground.ground.partners.middleware.TokenMiddleware",
    "commonground.ground.partners.middleware.SignInMiddleware",
    "commonground.foundation.design.middleware.ErrorPagesMiddleware",
    "commonground.foundation.audit.middleware.ShownPersonsMiddleware",
]

ROOT_URLCONF = "commonground.config.urls"
WSGI_APPLICATION = "commonground.config.wsgi.application"

_LOADERS = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "loaders": [("django.template.loaders.cached.Loader", _LOADERS)],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "commonground.config.navigation.page",
            ],
            "builtins": ["django_cotton.templatetags.cotton", "commonground.foundation.design.templatetags.design"],
        },
    }
]
COTTON_DIR = "components"

DATABASES = {"default": ENVIRONMENT.database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "partners.Account"
AUTHENTICATION_BACKENDS = ["commonground.ground.partners.adapter.sessions.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {"login": "commonground.ground.partners.forms.SignInForm"}
ACCOUNT_ADAPTER = "commonground.ground.partners.adapter.accounts.AccountAdapter"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # strangers get no mail from us
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
# Lockout: docs/decisions/0041. "key" is the address that was typed, known or not; "ip" the machine.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key", "login": "60/m/ip", "reset_password": "20/m/ip,5/m/key"}

_ADAPTER = "commonground.ground.partners.adapter"
MFA_ADAPTER = f"{_ADAPTER}.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_FORMS = {
    "authenticate": f"{_ADAPTER}.codes.CodeForm",
    "reauthenticate": f"{_ADAPTER}.codes.CodeAgainForm",
    "activate_totp": f"{_ADAPTER}.codes.SetUpAppForm",
    "add_webauthn": f"{_ADAPTER}.passkeys.AddPasskeyForm",
    "login_webauthn": f"{_ADAPTER}.passkeys.SignInForm",
    "authenticate_webauthn": f"{_ADAPTER}.passkeys.SecondStepForm",
    "reauthenticate_webauthn": f"{_ADAPTER}.passkeys.AgainForm",
}

COMMONGROUND_OIDC = ENVIRONMENT.provider
SOCIALACCOUNT_ADAPTER = f"{_ADAPTER}.work_account.WorkAccountAdapter"

SESSION_COOKIE_AGE = 13 * 60 * 60  # longer than packs/sign_in.toml allows, so that its end comes first and says why
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = ENVIRONMENT.https
CSRF_COOKIE_SECURE = ENVIRONMENT.https
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = ENVIRONMENT.https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.https else None
SECURE_HSTS_SECONDS = 31536000 if ENVIRONMENT.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = ENVIRONMENT.https
SECURE_HSTS_PRELOAD = ENVIRONMENT.https
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "commonground.foundation.design.views.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False
DATE_FORMAT = "j F Y"

STATIC_URL = "static/"
STATIC_ROOT = COMMONGROUND_HOME / "static"
MEDIA_ROOT = COMMONGROUND_HOME / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

CACHES = {
    # counts of failed sign-ins and the like: shared by all web processes, so in the database
    # large, so that nobody pushes a count out by making many others
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # public evidence only, keyed by what it was made from, so that it never goes stale
    "public": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 500}},
    # how often programs have asked in this minute: of this process, so that reading writes nothing (0084)
    "polite": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "polite",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
}
# Which engine prepares figures; docs/how-to/prepare-figures-on-spark.md.
ANALYSIS_ENGINE = ENVIRONMENT.engine
WORK_SCHEDULE = "commonground.config.schedule.SCHEDULE"
WORK_ROUNDS = "commonground.config.schedule.ROUNDS"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

# Plans know no group (0104): who keeps a plan by an office in the group that owns it is answered from above them.
PLANS_KEPT_BY_OFFICE = "commonground.partnership.groups.queries.owned_by_office"

# Actions put mail into the outbox and the worker sends it, so nobody waits. From a demonstration none leaves.
POST_SURROUNDINGS = "commonground.config.notices.SURROUNDINGS"
SITE_ADDRESS = ENVIRONMENT.address
_BACKEND = "filebased" if ENVIRONMENT.demonstration else "smtp" if ENVIRONMENT.mail else "console"
EMAIL_BACKEND = f"django.core.mail.backends.{_BACKEND}.EmailBackend"
EMAIL_FILE_PATH = COMMONGROUND_HOME / "mail" if ENVIRONMENT.demonstration else None
EMAIL_TIMEOUT = 60
DEFAULT_FROM_EMAIL = ENVIRONMENT.mail_from
if ENVIRONMENT.mail:
    EMAIL_HOST, EMAIL_PORT = ENVIRONMENT.mail.host, ENVIRONMENT.mail.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = ENVIRONMENT.mail.user, ENVIRONMENT.mail.password
    EMAIL_USE_SSL, EMAIL_USE_TLS = ENVIRONMENT.mail.is_tls, not ENVIRONMENT.mail.is_tls and ENVIRONMENT.mail.starts_tls

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"commonground": {"level": "INFO"}},
}
