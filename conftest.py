"""What every test run needs, also a plain ``pytest --nbval notebooks``."""

import os
import tempfile

import pytest

try:
    from nbval.plugin import IPyNbCell
except ImportError:  # pragma: no cover - the unit tests run without nbval too
    IPyNbCell = None

# No answers given before: a lesson shows the same to everyone.
os.environ["CHINA_RUSSIA_PROGRESS"] = tempfile.mkdtemp(prefix="progress-")


def compressed(cell):
    """Say whether a cell shows a map: its HTML is compressed, its text carries the digest."""
    texts = (str(o.get("data", {}).get("text/plain", "")) for o in cell.get("outputs", []))
    return any(text.startswith("Map. ") and "[page " in text for text in texts)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """Compare a map by its digest: compressed bytes differ between platforms, the page does not."""
    if IPyNbCell and isinstance(item, IPyNbCell) and compressed(item.cell):
        kept = item.parent.skip_compare
        item.parent.skip_compare = (*kept, "text/html")
        try:
            return (yield)
        finally:
            item.parent.skip_compare = kept
    return (yield)
