"""Whatever is done to a table or to its description, a person gets a sentence."""

import copy
import json
import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers import data, sources

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
TABLES = ["members", "trade", "timeline", "power_of_siberia", "positions"]
GOOD_SOURCES = data.read_json("sources.json")[:3]
quick = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A copy of the data package that may be broken."""
    shutil.copytree(data.path("tables"), tmp_path / "tables")
    for name in ("datapackage.json", "sources.json"):
        shutil.copy(data.path(name), tmp_path)
    monkeypatch.setattr(data, "path", lambda relative="": tmp_path / relative)
    sources._all.cache_clear()
    yield tmp_path
    sources._all.cache_clear()


def answers_or_says(call):
    """The call answers, or raises a DataError with a sentence; nothing else may come out."""
    try:
        call()
    except data.DataError as fault:
        assert len(str(fault)) > 20 and str(fault).rstrip()[-1] in ".?)"


@quick
@given(st.sampled_from(TABLES), st.data())
def test_a_broken_table(package, name, draw):
    file = package / "tables" / f"{name}.csv"
    good = file.read_bytes()
    at = draw.draw(st.integers(0, len(good) - 1))
    length = draw.draw(st.integers(0, 40))
    junk = draw.draw(
        st.binary(max_size=12) | st.sampled_from([b",", b"\n", b'"', b"\r", b"\x00", b"\n\n"])
    )
    try:
        file.write_bytes(good[:at] + junk + good[at + length :])
        answers_or_says(lambda: data.table(name))
        answers_or_says(lambda: data.members("SCO"))
    finally:
        file.write_bytes(good)


@quick
@given(st.binary(max_size=300))
def test_no_table_at_all(package, content):
    (package / "tables" / "trade.csv").write_bytes(content)
    with pytest.raises(data.DataError, match=r"trade\.csv"):
        data.table("trade")


def places(thing, at=()):
    yield at
    if isinstance(thing, dict):
        for key, value in thing.items():
            yield from places(value, (*at, key))
    elif isinstance(thing, list):
        for i, value in enumerate(thing[:4]):
            yield from places(value, (*at, i))


def broken(thing, at, draw):
    """The same JSON with one place taken out or replaced."""
    if not at:
        return draw.draw(ANYTHING)
    out = copy.deepcopy(thing)
    inside = out
    for key in at[:-1]:
        inside = inside[key]
    if draw.draw(st.booleans()):
        del inside[at[-1]]
    else:
        inside[at[-1]] = draw.draw(ANYTHING)
    return out


@quick
@given(st.data())
def test_a_broken_description(package, draw):
    good = json.loads(data.path("datapackage.json").read_text(encoding="utf-8"))
    at = draw.draw(st.sampled_from(list(places(good))))
    file = package / "datapackage.json"
    kept = file.read_bytes()
    try:
        file.write_text(json.dumps(broken(good, at, draw)), encoding="utf-8")
        answers_or_says(data.as_of)
        answers_or_says(lambda: data.table("trade"))
        answers_or_says(lambda: data.members("SCO", on=2017))
    finally:
        file.write_bytes(kept)


@quick
@given(st.data())
def test_a_broken_bibliography(package, draw):
    good = GOOD_SOURCES
    at = draw.draw(st.sampled_from(list(places(good))))
    (package / "sources.json").write_text(json.dumps(broken(good, at, draw)), encoding="utf-8")
    sources._all.cache_clear()
    answers_or_says(lambda: sources.cite(good[0]["id"]))
    answers_or_says(lambda: sources.short(good[1]["id"]))


@quick
@given(st.text(max_size=200) | st.binary(max_size=200))
def test_no_json_at_all(package, content):
    raw = content.encode("utf-8", "replace") if isinstance(content, str) else content
    (package / "datapackage.json").write_bytes(raw)
    answers_or_says(data.catalog)
