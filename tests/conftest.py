"""For all tests: the examples that hypothesis makes up are the same ones in every run.

A check that fails only now and then helps nobody who just wants to correct a date. To look for
new faults: HYPOTHESIS_PROFILE=search .venv/bin/pytest tests/unit
"""

import os

from hypothesis import settings

settings.register_profile("same", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
