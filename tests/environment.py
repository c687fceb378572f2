"""Demonstration settings for every test process, in a home of its own that goes when the process ends."""

import atexit
import os
import shutil
import tempfile

os.environ["COMMONGROUND_DEMO"] = "1"
# Never the home that a developer works with, and not one that two processes share.
os.environ["COMMONGROUND_HOME"] = tempfile.mkdtemp(prefix="commonground-test-")
atexit.register(shutil.rmtree, os.environ["COMMONGROUND_HOME"], ignore_errors=True)
