"""Where tests find the real data that lies beside the project, and the mark that skips them without it."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[3] / "shared"

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason=f"real articles are not at {SHARED}")
