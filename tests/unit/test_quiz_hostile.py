"""Hostile question files and hostile answers: nothing runs, nothing hangs, authors get sentences.

The files are the good examples of docs/questions.md, spoilt field by field. What a browser does
with the same texts is in tests/browser/test_quiz_in_pages.py.
"""

import copy
import json
import re
import shutil
from html.parser import HTMLParser

import pytest

from helpers import data
from helpers.quiz import bank, check, form, progress, question, reader, view

EVIL = (
    'x <script>pwned=1</script><img src=x onerror="pwned=1"><svg/onload=pwned=1>'
    "</textarea></option></legend></style><a href='javascript:pwned=1'>y</a> "
    "[a](javascript:pwned=1) [b](data:text/html,<script>pwned=1</script>) ![c](x) "
    '<javascript:pwned=1> [d](https://example.org/"onclick="pwned=1) {n} {letter} **'
)
# Fields whose text a person reads; the others are ids, letters, codes.
READ = {
    "prompt", "objective", "text", "why", "say", "match", "unit", "model", "note", "true", "false",
    "first", "last", "hints", "accepted", "rubric", "extra",
}  # fmt: skip


def examples():
    page = data.path().parent / "docs" / "questions.md"
    blocks = re.findall(r"```yaml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    raw, _, faults = reader.read("".join(blocks), "04_trade.yaml")
    assert not faults
    by_type = {}
    for entry in raw["questions"]:
        by_type.setdefault(entry["type"], {**entry, "hints": ["One.", "Two."], "sources": []})
    assert set(by_type) == set(question.TYPES)
    return by_type


EXAMPLES = examples()
every_type = pytest.mark.parametrize("type_", EXAMPLES)


def poisoned(value, name="", count=None):
    """The same entry with hostile text in every place that a person reads."""
    count = [0] if count is None else count
    if isinstance(value, dict):
        return {k: poisoned(v, k, count) for k, v in value.items()}
    if isinstance(value, list):
        return [poisoned(v, name, count) for v in value]
    if isinstance(value, str) and name in READ:
        count[0] += 1
        return f"{value} {count[0]} {EVIL}"
    return value


def as_yaml(*entries):
    """JSON is YAML; days are written without quotation marks."""
    listed = "".join(f"  - {json.dumps(e, ensure_ascii=False, default=str)}\n" for e in entries)
    listed = re.sub(r'"(\d{4}-\d\d-\d\d)"(?=[,}])', r"\1", listed)
    return f"lesson: 90_test\nquestions:\n{listed}"


def read(*entries):
    return bank.read(as_yaml(*entries), "90_test.yaml")


class Safe(HTMLParser):
    """What the page may set as HTML: a few tags, and links to the web."""

    def handle_starttag(self, tag, attrs):
        assert tag in {
            "p",
            "a",
            "em",
            "strong",
            "code",
            "pre",
            "ul",
            "ol",
            "li",
            "br",
            "blockquote",
        }
        for name, value in attrs:
            assert name in {"href", "target", "rel", "title", "type", "start"}, name
            assert name != "href" or value.startswith("https://"), value


# The names under which Python sends HTML, as controls.js and view.js use it.
HTML = {"prompt", "html", "hints", "rubric", "rows", "sources"}


def html_in(value, name="", parent=""):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from html_in(inner, key, name)
    elif isinstance(value, list):
        for inner in value:
            yield from html_in(inner, name, parent)
    elif isinstance(value, str) and (
        name in HTML or (name == "text" and parent in ("options", "items"))
    ):
        yield value


@pytest.fixture(autouse=True)
def progress_folder(tmp_path, monkeypatch):
    monkeypatch.setenv(progress.FOLDER_VARIABLE, str(tmp_path / "progress"))
    monkeypatch.setattr(progress, "_session", None)


def tell(quiz, do, answer=None):
    (id,) = quiz.states
    quiz._handle_custom_msg({"do": do, "question": id, "answer": answer}, [])
    return quiz.states[id]


def answers(q):
    """Something wrong, something else wrong, and the right answer."""
    page, example = question.TYPES[q.type].page(q), question.TYPES[q.type].example(q)
    some = {
        "number": ["1", "2"], "blank": ["Aigun", EVIL[:190]], "country": [["MNG"], ["MNG", "IRN"]],
        "open": [{"text": EVIL}, {"text": EVIL, "met": [0]}],
    }.get(q.type)  # fmt: skip
    if q.type == "multi":
        some = [["b"], ["a", "b"]]
    elif q.type == "order":
        some = [example[::-1], [example[1], example[0], *example[2:]]]
    elif q.type == "match":
        some = [[c["letter"]] * len(page["rows"]) for c in page["choices"][:2]]
    elif some is None:
        some = [o["letter"] for o in page["options"] if o["letter"] != example]
    return [*some, *([example] if example is not None else [])]


@every_type
def test_hostile_text_leaves_python_as_text(type_):
    spoilt = poisoned(EXAMPLES[type_])
    found, faults = read(spoilt)
    assert not faults
    (q,) = found.questions
    quiz = view.Quiz("name", [q], progress.load())
    seen = [*html_in(quiz.questions), quiz._stored()]
    for answer in answers(q):
        tell(quiz, "hint")
        state = tell(quiz, "answer", answer)
        assert state["tries"], (answer, state.get("told"))
        seen += html_in(state)
    seen += html_in(tell(quiz, "show"))
    for page in seen:
        Safe().feed(page)
    assert sum("&lt;script&gt;pwned=1" in page for page in seen) >= 5, "it is there, to be read"


@every_type
@pytest.mark.parametrize(
    "answer",
    [EVIL, [EVIL], {"text": EVIL}, {"text": EVIL, "met": [EVIL]}, {EVIL: EVIL}, [[EVIL]] * 50,
     "x" * 100_000, ["x" * 100_000], {"text": "x" * 100_000}, list(range(100_000)), -1, 1e308,
     "Zhen\ud800bao", {"text": "half a sign: \ud83d"}, ["\ud800"], "1\ud800", "\x00",
     {"text": "\x00"}],
    ids=lambda a: f"{a!r:.25}".encode("ascii", "replace").decode(),
)  # fmt: skip
def test_hostile_answers_are_kept_or_refused_and_the_quiz_goes_on(type_, answer):
    """Also after a restart: an answer that cannot be sent to the page would close it for ever."""
    (q,) = read(EXAMPLES[type_])[0].questions
    quiz = view.Quiz("name", [q], progress.load())
    state = tell(quiz, "answer", answer)
    assert state["heard"] == 1, "the page is not left waiting"
    progress._session = None
    again = view.Quiz("name", [q], progress.load())
    for states in (quiz.states, again.states):
        text = json.dumps(states, ensure_ascii=False, allow_nan=False)
        assert len(text.encode()) < 60_000
        for page in html_in(states):
            Safe().feed(page)
    assert again.states[q.id].get("answer") == state.get("answer")
    example = question.TYPES[type_].example(q)
    if example is not None:
        assert tell(again, "answer", example)["verdict"] == "right"


# The author's check


def places(entry, path=()):
    """Every place of an entry in which something stands."""
    items = entry.items() if isinstance(entry, dict) else enumerate(entry)
    for key, value in items:
        yield (*path, key)
        if isinstance(value, dict | list) and value:
            yield from places(value, (*path, key))


def spoil(entry, path, value):
    out = copy.deepcopy(entry)
    inside = out
    for key in path[:-1]:
        inside = inside[key]
    inside[path[-1]] = value
    return out


NESTED = [[[[[[1]]]]]]
BAD = {
    "a huge text": "<b>" * 1500, "nothing": None, "a list": [["x"]], "a field": {"x": {"y": 1}},
    "a huge number": 10**400, "a yes": True, "nested": NESTED, "a day": "2026-11-23",
    "an empty text": "", "spaces": "  ",
}  # fmt: skip


def fit_to_print(fault):
    text = str(fault)
    assert text.endswith((".", '"')), text[:300]
    assert len(text) < 1500, f"{len(text)} characters: {text[:200]}"
    assert "Traceback" not in text and "\n" not in text


@every_type
def test_every_spoilt_field_is_told_in_a_sentence(type_, tmp_path):
    """All faults of one type stand in one file, so each must also leave the others in peace."""
    shutil.copy(data.path("questions") / "questions.schema.json", tmp_path)
    good, spoilt = EXAMPLES[type_], []
    for path in places(good):
        for name, bad in BAD.items():
            if path[0] == "sources" and bad is None:
                continue
            one = spoil(good, path, bad)
            if path[0] != "id":
                one["id"] = f"q-{len(spoilt)}"
            spoilt.append((path, name, one))
    assert len(spoilt) > 60
    entries = [one for _, _, one in spoilt]
    told = {}
    for start in range(0, len(entries), 100):
        (tmp_path / "90_test.yaml").write_text(as_yaml(*entries[start : start + 100]), "utf-8")
        for fault in check.faults(tmp_path):
            fit_to_print(fault)
            told.setdefault(fault.id, []).append(str(fault))
    for path, name, one in spoilt:
        bad = BAD[name]
        fine = (
            path[0] == "key_from"  # what stands in where depends on the table
            or path[-1] == "value"  # may be anything that is no answer
            or (bad is True and path == ("key",) and type_ in ("true_false",))
            or (isinstance(bad, str) and bad.strip() and len(bad) < 20)
            or (not isinstance(bad, dict | list) and path[-1] == "as_of")
            or (path[-1] == "unit" and bad in ("", "  "))
        )
        if path[0] == "id":
            assert read(one)[1], name
        elif not fine:
            assert told.get(str(one["id"])), (path, name)


@every_type
def test_a_hundred_kilobytes_in_any_field_get_a_sentence_that_can_be_read(type_):
    good = EXAMPLES[type_]
    for path in places(good):
        if path[0] in ("key_from",) or path[-1] == "value":
            continue
        _, faults = read(spoil(good, path, "x" * 100_000))
        assert faults, path
        for fault in faults:
            fit_to_print(fault)


@every_type
@pytest.mark.parametrize(
    "huge", [10**400, -(10**400), 10**4000, 1e308], ids=["1e400", "-1e400", "1e4000", "1e308"]
)
def test_numbers_beyond_all_bounds_get_a_sentence(type_, huge):
    good = EXAMPLES[type_]
    for path in places(good):
        _, faults = read(spoil(good, path, huge))
        for fault in faults:
            fit_to_print(fault)


@every_type
def test_anchors_and_depth_are_refused_in_every_field(type_):
    good = as_yaml(EXAMPLES[type_])
    assert not bank.read(good, "90_test.yaml")[1]
    start = '"prompt": '
    assert start in good
    for bad, words in (
        (start + "&a ", "anchors and aliases"),
        (start + "*a #", "anchors and aliases"),
        (start + "[" * 50, "nested too deeply"),
        (start + "{a: " * 50, "nested too deeply"),
        (start + "!!python/object/apply:os.system ", "cannot be read"),
        (start + "!!binary ", "cannot be read"),
    ):
        _, faults = bank.read(good.replace(start, bad, 1), "90_test.yaml")
        assert len(faults) == 1 and faults[0].line == 3
        fit_to_print(faults[0])
        assert words in str(faults[0]) or "not valid YAML" in str(faults[0])


@pytest.mark.parametrize(
    "where",
    [
        {"body": ["SCO"]}, {"body": {"a": 1}}, {"body": None},
        {"body": "SCO", "status": ["member"]}, {"body": "SCO", "status": {"a": 1}},
        {"body": "SCO", "status": None},
        {"body": "SCO", "on": []}, {"body": "SCO", "on": 10**30}, {"body": "SCO", "on": True},
        {"body": "SCO", "on": 2017, "iso3": [["RUS"]]}, {"body": "SCO", "on": 2017, "": ""},
    ],
)  # fmt: skip
@pytest.mark.parametrize("type_", ["number", "country", "choice"])
def test_conditions_of_key_from_that_make_no_sense_get_a_sentence(type_, where, tmp_path):
    rule = {"table": "members", "where": where, "column": "iso3", "take": "list"}
    if type_ == "number":
        rule = {"table": "members", "where": where, "take": "count"}
    entry = {**EXAMPLES[type_], "key_from": rule}
    (tmp_path / "90_test.yaml").write_text(as_yaml(entry), "utf-8")
    for fault in check.faults(tmp_path):
        fit_to_print(fault)


def test_a_key_that_nobody_can_give_is_refused(tmp_path):
    """An answer holds at most so many countries, so the right one may not hold more."""
    from helpers import world

    codes = sorted(world.codes())[:80]
    _, faults = read({**EXAMPLES["country"], "key": codes, "mistakes": []})
    assert faults and "80" in str(faults[0])


def test_a_table_can_give_a_single_country():
    """China's trade, by partner: the largest is one state, and its code is one country."""
    rule = {
        "table": "economy", "where": {"year": 2023, "iso3": ["CHN", "RUS"]}, "column": "iso3",
        "take": "largest", "by": "gdp_usd_bn",
    }  # fmt: skip
    own = {k: v for k, v in EXAMPLES["country"].items() if k not in ("key", "mistakes")}
    found, faults = read({**own, "key_from": rule})
    assert not faults
    (q,) = found.questions
    kind = question.TYPES["country"]
    assert kind.mark(q, kind.answer(q, ["CHN"])) == 1
    assert kind.page(q) == {"many": False}
    assert kind.agrees(q, "CHN") == ""


def test_the_form_knows_every_field_of_the_examples():
    """So that the tests above spoil all of them."""
    for type_, entry in EXAMPLES.items():
        needed = {n for n, (_, must) in question.TYPES[type_].fields.items() if must}
        assert needed <= set(entry)
        assert set(entry) <= set(form.FIELDS["questions"]) | set(question.TYPES[type_].fields)
