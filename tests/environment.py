"""Demonstration settings for every test, in a home of its own."""

import os
import tempfile

os.environ["COMMONGROUND_DEMO"] = "1"
os.environ.setdefault("COMMONGROUND_HOME", tempfile.mkdtemp(prefix="commonground-test-"))
