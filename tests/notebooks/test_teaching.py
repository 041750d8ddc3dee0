"""The teacher's pages say what the lessons say; links between documents lead somewhere."""

import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import check_facts
import nbformat
import pytest
from markdown_it import MarkdownIt

ROOT = Path(__file__).resolve().parents[2]
TEACHING = ROOT / "docs" / "teaching"
LESSONS = {f.stem: f for f in sorted((ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb"))}
PAGES = sorted(TEACHING.glob("[0-9][0-9]_*.md"))
DOCUMENTS = sorted([*ROOT.glob("docs/**/*.md"), *ROOT.glob("*.md")])
HEADINGS = [
    "Objectives",
    "Minutes",
    "Prior knowledge",
    "Prepare",
    "Common misconceptions",
    "Discussion",
    "Differentiation",
    "Where it can become heated, and how to keep it fair",
]
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")
QUESTION = re.compile(r"`([a-z0-9]+(?:-[a-z0-9]+)+)`")  # a name such as `treaty-2001-duty`
by_name = pytest.mark.parametrize("page", PAGES, ids=[p.stem for p in PAGES])


def plain(text):
    """Words only: no emphasis, no line breaks."""
    return " ".join(re.sub(r"[*`]", "", text).split())


def sections(page):
    """Heading → text of a page, in the order of the page."""
    parts = re.split(r"^## (.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@cache
def lesson(stem):
    return nbformat.read(LESSONS[stem], as_version=4)


@cache
def questions():
    """The names of all questions and exercises."""
    banks = (ROOT / "data" / "questions").glob("*.yaml")
    text = "\n".join(bank.read_text(encoding="utf-8") for bank in banks)
    return set(re.findall(r"^ *- id: +[\"']?([\w-]+)", text, re.MULTILINE))


def words_of(stem):
    """All that a lesson says: its text and its questions."""
    bank = ROOT / "data" / "questions" / f"{stem}.yaml"
    texts = [cell.source for cell in lesson(stem).cells if cell.cell_type == "markdown"]
    return "\n\n".join([*texts, bank.read_text(encoding="utf-8") if bank.exists() else ""])


def extensions(stem):
    """Name → minutes (or None) of each extension of a lesson."""
    text = "\n\n".join(c.source for c in lesson(stem).cells if c.cell_type == "markdown")
    found = {}
    for piece in re.split(r"^(?=## )", text, flags=re.MULTILINE):
        if head := re.match(r"## (Extension.+?)(?: \((\d+) minutes\))?$", piece, re.MULTILINE):
            said = re.search(r"On your own\b.{0,40}?(\d+) minutes", piece, re.DOTALL)
            found[head[1]] = head[2] or (said and said[1])
    return found


# ---- a page for each lesson ------------------------------------------------------------------


def test_each_lesson_has_its_page_and_each_page_its_lesson():
    assert LESSONS, "no lessons found"
    assert [p.stem for p in PAGES] == list(LESSONS)
    overview = (TEACHING / "README.md").read_text(encoding="utf-8")
    assert [p.name for p in PAGES if f"({p.name})" not in overview] == []


@by_name
def test_a_page_has_all_its_parts_and_each_says_something(page):
    found = sections(page)
    assert list(found) == HEADINGS
    assert [h for h, text in found.items() if len(text.split()) < 8] == []


@by_name
def test_the_objectives_are_those_of_the_lesson(page):
    listed = re.findall(r"^- (.+)$", sections(page)["Objectives"], re.MULTILINE)
    [before] = [c.source for c in lesson(page.stem).cells if "## Before you start" in c.source]
    said = re.findall(r"^(?:- |\d+\. )(.+)$", before, re.MULTILINE)
    assert [plain(x).rstrip(";.,") for x in listed] == [plain(x).rstrip(";.,") for x in said]


@by_name
def test_the_minutes_are_those_of_the_lesson(page):
    parts = check_facts.minutes(lesson(page.stem), [])
    said = " ".join(sections(page)["Minutes"].split())
    if parts:
        line = "; ".join(f"{name} ({stated})" for name, stated, *_ in parts)
        expected = f"Core path: **{sum(p[1] for p in parts)} minutes**. {line}."
        assert said.startswith(expected), expected
    for name, stated in extensions(page.stem).items():
        told = f"{name} ({stated})" if stated else name
        assert re.search(rf"(?:^|[:;] ){re.escape(told)}(?=[;.])", said), told


@by_name
def test_the_questions_that_a_page_names_exist(page):
    named = QUESTION.findall(page.read_text(encoding="utf-8"))
    assert [name for name in named if name not in questions()] == []


@by_name
def test_each_misconception_is_met(page):
    rows = re.findall(r"^\| (.+) \|$", sections(page)["Common misconceptions"], re.MULTILINE)
    cells = [row.split(" | ") for row in rows]
    assert len(cells) >= 5 and all(len(c) == 3 and all(map(str.strip, c)) for c in cells)


@by_name
def test_a_page_states_no_figure_that_its_lesson_does_not_state(page):
    known = check_facts.Known()
    known.add_text(words_of(page.stem))
    text = "\n\n".join(t for head, t in sections(page).items() if head != "Minutes")
    text = re.sub(r"\]\([^)]*\)", "]", text)
    lost = [f[2] for f in check_facts.figures(text) if not known.holds(f)]
    assert lost == [], "a teacher's page adds no facts"


# ---- links -----------------------------------------------------------------------------------


def tokens(text):
    for token in MARKDOWN.parse(text):
        yield token
        yield from token.children or []


@cache
def anchors(file):
    """The anchors of a Markdown file, as GitHub makes them from its headings."""
    found, seen = set(), {}
    parsed = MARKDOWN.parse(file.read_text(encoding="utf-8"))
    for token, inline in pairwise(parsed):
        if token.type == "heading_open":
            words = "".join(t.content for t in inline.children if t.type in ("text", "code_inline"))
            slug = re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")
            count = seen[slug] = seen.get(slug, -1) + 1
            found.add(f"{slug}-{count}" if count else slug)
    return found


def broken(file, text):
    """The relative links in a text that lead nowhere."""
    lost = []
    for token in tokens(text):
        link = token.attrGet("href") or token.attrGet("src") if token.attrs else None
        parts = urlsplit(str(link or ""))
        if not link or parts.scheme or parts.netloc:
            continue
        target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
        inside = target == ROOT or ROOT in target.parents
        found = inside and target.exists()
        if found and target.suffix == ".md" and parts.fragment:
            found = unquote(parts.fragment) in anchors(target)
        lost += [] if found else [link]
    return lost


@pytest.mark.parametrize("file", DOCUMENTS, ids=[str(f.relative_to(ROOT)) for f in DOCUMENTS])
def test_every_link_to_another_file_leads_somewhere(file):
    assert broken(file, file.read_text(encoding="utf-8")) == []


def test_a_link_that_leads_nowhere_is_found():
    file = TEACHING / "README.md"
    good = "[a](../privacy.md#minors) [b](https://example.org/x) [c](../worksheets/) `[d](no.md)`"
    assert broken(file, good) == []
    bad = "[a](no.md) ![b](no.png) [c](../privacy.md#no-such-part) [d](#no) [e](../../../x)"
    assert len(broken(file, bad)) == 5
