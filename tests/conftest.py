"""Random examples are the same at every run in CI, so that a red run can be repeated; at a desk they
are new each time, so that more is found."""

import os

from hypothesis import settings

settings.register_profile("ci", derandomize=True, print_blob=True)
if os.environ.get("CI"):
    settings.load_profile("ci")
