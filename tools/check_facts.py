"""List the figures and dates of the lessons that nothing supports, and the weak sources.

    .venv/bin/python tools/check_facts.py                 # all lessons
    .venv/bin/python tools/check_facts.py 04_trade        # one of them
    .venv/bin/python tools/check_facts.py --strict        # exit 1 if a figure has no source at all

A paragraph, a list item or a row of a table that holds a number or a date is supported

- by a link in it (for a row: in the row, or in a line "Source: …" below the table),
- by a table: each figure stands in a table of ``data/`` that a cell of the same section reads, or
  in what such a cell shows,
- by the lesson: each figure stands in another paragraph of the lesson that has a link, or in a
  table of another section.

All others are listed with the figures for which nothing was found. Left out are headings, links,
code, questions, instructions, minutes, numbers of lessons and articles, names such as ES-11/1,
and the parts "Before you start" and "Sources". A question or an exercise whose reasons hold
figures needs ``sources``.

The minutes: words of the core path at 180 a minute (with each question that is shown there, its
options and one reason), plus what the text states for tasks, beside what the part promises. What
is left of the promise is for looking at pictures, thinking and talking.
"""

import argparse
import calendar
import datetime as dt
import json
import re
import sys
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import nbformat
import pandas as pd
import yaml
from common import ROOT, TABLES, read
from markdown_it import MarkdownIt

WORDS_A_MINUTE = 180
CORE = 35
SILENT = ("Before you start", "Sources", "How to go on")
MONTH = {name: i for i, name in enumerate(calendar.month_name) if name}
ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
         "eighteen", "nineteen"]  # fmt: skip
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
WORDS = {word: i for i, word in enumerate(TEENS, start=10)}
WORDS |= {ten: 20 + 10 * i for i, ten in enumerate(TENS)}
WORDS |= {f"{t}-{o}": WORDS[t] + j for t in TENS for j, o in enumerate(ONES, start=1)}
SMALL = {word: i for i, word in enumerate(ONES, start=1)}
ORDERS = """
    add answer ask calculate change check choose click close compare compute copy count decide
    discuss divide do draw drag estimate explain fill find follow give go guess imagine judge
    keep leave let list look make mark move name note open order pick press put read remember
    replace rewrite run say see select sort start subtract take tell test think try turn use
    watch write
"""
# What holds a digit and is no figure.
NAMES = re.compile(
    r"\b(?:articles?|lessons?|sections?|pages?|pp?\.|vol\.|chapters?|steps?|rows?|questions?|"
    r"parts?|levels?|tasks?|groups?|claims?|resolutions?|Python|Siberia)\s+\d+[\w/]*"
    r"(?:(?:,| and| to|–|-| or)\s*\d+)*"  # Articles 13, 14 and 16
    r"|\b[A-Za-z]+[-/]?\d[\w/-]*"  # ES-11/1, Su-35, G7
    r"|\b\d+/\d+\b"  # 68/262
    r"|\(\d\)",  # (1) and (2), which only count what is said
    re.IGNORECASE,
)
NUMBER = rf"\d+|{'|'.join(sorted([*WORDS, *SMALL], key=len, reverse=True))}"
MINUTES = re.compile(rf"\b({NUMBER})(?:\s*(?:to|–|-)\s*\d+)?[\s-]+min(?:ute)?s?\b", re.IGNORECASE)
CORE_MARK = re.compile(rf"\*\*Core path\b.{{0,60}}?\b({NUMBER}) minutes?", re.IGNORECASE | re.S)
LINK = re.compile(r"\[[^\]]*\]\((https?://[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)\)")


@dataclass
class Unit:
    """A paragraph, list item or row: what is checked."""

    cell: str
    section: str
    text: str
    links: list
    figures: list = field(default_factory=list)


# ---- figures ---------------------------------------------------------------------------------


def figures(text):
    """Find dates, years and numbers: a list of (what it is, as written)."""
    found = []

    def take(kind, match, value):
        found.append((kind, value, " ".join(match[0].split())))
        return " · "

    text = re.sub(r"`[^`]*`|<[^>]+>", " ", text)
    text = MINUTES.sub(" ", NAMES.sub(" ", text))
    months = "|".join(MONTH)
    text = re.sub(
        rf"\b(\d{{1,2}}) ({months})(?: (\d{{4}}))?\b",
        lambda m: take("date", m, (int(m[3]) if m[3] else None, MONTH[m[2]], int(m[1]))), text,
    )  # fmt: skip
    text = re.sub(
        rf"\b({months}) (\d{{4}})\b",
        lambda m: take("date", m, (int(m[2]), MONTH[m[1]], None)), text,
    )  # fmt: skip
    text = re.sub(
        r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?",
        lambda m: take("number", m, m[0].replace(",", "")), text,
    )  # fmt: skip
    words = "|".join(sorted(WORDS, key=len, reverse=True))
    re.sub(
        rf"\b({words})\b",
        lambda m: take("number", m, str(WORDS[m[1].lower()])), text, flags=re.IGNORECASE,
    )  # fmt: skip
    return [f for f in found if f[1] != "0"]


def sentences(text):
    """The sentences that state something: no question, no instruction."""
    kept = []
    for sentence in re.split(r"(?<=[.!?:])[\"”’*)]*\s+(?=[\"“‘*(]*[A-Z0-9])", text):
        bare = re.sub(r"^[\W_]+", "", sentence)
        first = re.split(r"\W", bare, maxsplit=1)[0].lower()
        if not sentence.rstrip('*_ )"”').endswith("?") and first not in ORDERS.split():
            kept.append(sentence)
    return " ".join(kept)


class Known:
    """What can support a figure: the figures of tables, of outputs, of other paragraphs."""

    def __init__(self):
        self.days, self.values = set(), []

    def add_text(self, text):
        for kind, value, _ in figures(text):
            if kind == "date":
                self.days.add(value)
                self.values += [float(value[0])] if value[0] else []
            else:
                self.values.append(abs(float(value)))
        for y, m, d in re.findall(r"\b(\d{4})-(\d\d)-(\d\d)\b", text):
            self.days.add((int(y), int(m), int(d)))
            self.values.append(float(y))

    def add(self, other):
        self.days |= other.days
        self.values += other.values

    def holds(self, figure):
        kind, value, _ = figure
        if kind == "date":
            year, month, day = value
            return any(
                m == month and (year in (None, y) or y is None) and (day is None or d == day)
                for y, m, d in self.days
            )
        places = len(value.partition(".")[2])
        return any(round(v, places) == float(value) for v in self.values)


@cache
def of_table(name):
    """All figures of a table of ``data/tables``."""
    known = Known()
    file = TABLES / f"{name}.csv"
    if file.exists():
        for column, cells in read(file).items():
            if column not in ("sources", "confidence"):
                numbers = pd.to_numeric(cells, errors="coerce")
                known.values += numbers.dropna().abs().tolist()
                for cell in cells[numbers.isna()].unique():
                    known.add_text(cell)
    return known


# ---- a lesson --------------------------------------------------------------------------------


def units(cell):
    """Take a Markdown cell apart: a list of (text as Markdown, is it a row of a table)."""
    text = re.sub(r"</?(?:details|summary)[^>]*>", "\n\n", cell.source)
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    found, row, heading = [], None, False
    for token in tokens:
        if token.type in ("heading_open", "thead_open"):
            heading = True
        elif token.type in ("heading_close", "thead_close"):
            heading = False
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            found += [] if heading else [(" | ".join(row), True)]
            row = None
        elif token.type == "inline":
            if row is not None:
                row.append(token.content)
            elif not heading:
                found.append((token.content, False))
    return found


def tables_of(code, variables):
    """Which tables a cell reads, itself or through what earlier cells have made of them."""
    used = set(re.findall(r"data\.table\(\s*[\"'](\w+)", code))
    for call, names in {
        r"data\.members|maps\.(?:members|overlap|compare)": ["members"],
        r"timeline\.show": ["timeline"],
        r"maps\.votes": ["un_votes", "un_resolutions"],
        r"maps\.places": ["places"],
    }.items():
        used |= set(names) if re.search(call, code) else set()
    for name, tables in variables.items():
        if re.search(rf"\b{name}\b", code):
            used |= tables
    for name in re.findall(r"^(\w+)(?:\[[^\]]*\])?(?:, \w+)* = ", code, re.MULTILINE):
        variables[name] = variables.get(name, set()) | used
    return used


def read_lesson(file):
    """All units of a lesson, and for each section what its code cells show and read."""
    notebook = nbformat.read(file, as_version=4)
    section, found, shown, variables, tables = "", [], {}, {}, set()
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            for line in re.findall(r"^## +(.+)$", cell.source, re.MULTILINE):
                section = line
            rows = []
            for text, is_row in units(cell):
                links = LINK.findall(text)
                unit = Unit(cell.id, section, LINK.sub("", text), links)
                if is_row:
                    rows.append(unit)
                elif rows and re.match(r"\W*Sources?\b", text):
                    for above in rows:
                        above.links += links
                found.append(unit)
        elif cell.cell_type == "code" and "solution" not in cell.metadata.get("tags", []):
            used = tables_of(cell.source, variables)
            tables |= used
            known = shown.setdefault(section, Known())
            for name in used:
                known.add(of_table(name))
            if not re.search(r"\b(?:quiz|sources)\.\w+\(", cell.source):
                for output in cell.get("outputs", []):
                    data = output.get("data", {})
                    for kind in ("text/html", "text/plain"):
                        text = re.sub(r"<iframe.*?</iframe>|<[^>]+>", " ", data.get(kind, ""))
                        known.add_text(text)
    for unit in found:
        if not unit.section.startswith(SILENT):
            unit.figures = figures(sentences(unit.text))
    return notebook, found, shown, tables


def reasons(item, inside=False):
    """The words in which an entry of a question file gives its reasons; not what it asks."""
    if isinstance(item, dict):
        told = ("why", "say", "note", "hints", "model", "rubric")
        return " ".join(reasons(v, inside or k in told) for k, v in item.items())
    if isinstance(item, list):
        return " ".join(reasons(v, inside) for v in item)
    return str(item) if inside and isinstance(item, str) else ""


def entries(lesson, folder):
    file = folder / f"{lesson}.yaml"
    bank = yaml.safe_load(file.read_text(encoding="utf-8")) if file.exists() else {}
    return bank.get("questions") or [], bank.get("exercises") or []


def unsupported(found, shown, asked):
    """What nothing supports: a list of (cell, text, figures); and how much is supported by what."""
    linked = Known()
    for unit in found:
        if unit.links:
            linked.add_text(unit.text)
    for known in shown.values():
        linked.add(known)
    lost, count = [], {"link": 0, "table": 0, "lesson": 0}
    for unit in (u for u in found if u.figures):
        table = shown.get(unit.section, Known())
        left = [f for f in unit.figures if not table.holds(f)]
        if unit.links:
            count["link"] += 1
        elif not left:
            count["table"] += 1
        elif all(linked.holds(f) for f in left):
            count["lesson"] += 1
        else:
            lost.append((unit.cell, unit.text, [f[2] for f in left if not linked.holds(f)]))
    for entry in asked:
        said = figures(sentences(reasons(entry)))
        if said and not entry.get("sources"):
            lost.append((f"question {entry['id']}", reasons(entry), [f[2] for f in said]))
    return lost, count


def weak_sources(found, asked, bibliography):
    """Sources of tier C, each with the places that rest on tier C alone."""
    by_url = {item["URL"]: item for item in bibliography}
    by_id = {item["id"]: item for item in bibliography}
    places = [(u.cell, u.text, [by_url[x] for x in u.links if x in by_url]) for u in found]
    places += [
        (f"question {e['id']}", e.get("prompt", ""),
         [by_id[i] for i in e.get("sources") or [] if i in by_id]) for e in asked
    ]  # fmt: skip
    used, alone = {}, []
    for cell, text, items in places:
        weak = [item["id"] for item in items if item["custom"]["tier"] == "C"]
        used |= dict.fromkeys(weak)
        if weak and len(weak) == len(items):
            alone.append((cell, text, sorted(set(weak))))
    return sorted(used), alone


def weak_rows(tables, bibliography):
    """Rows of the tables in use that are not ``verified``: table → (grade, count, examples)."""
    out = []
    for name in sorted(tables):
        file = TABLES / f"{name}.csv"
        rows = read(file) if file.exists() else pd.DataFrame()
        if "confidence" not in rows:
            continue
        for grade in ("verified_weak", "derived"):
            these = rows[rows["confidence"] == grade]
            if len(these):
                keys = these.iloc[:3, :3].agg(" ".join, axis=1).tolist()
                out.append((name, grade, len(these), keys))
        tier = {item["id"]: item["custom"]["tier"] for item in bibliography}
        cells = [c.split(";") for c in rows["sources"]] if "sources" in rows else []
        only = sum(bool(c[0]) and all(tier.get(i) == "C" for i in c) for c in cells)
        if only:
            out.append((name, "only tier C", only, []))
    return out


# ---- minutes ---------------------------------------------------------------------------------


def spoken(word):
    return int(word) if word.isdigit() else {**WORDS, **SMALL}[word.lower()]


def count_words(text):
    text = LINK.sub(lambda m: m[0].split("](")[0], text)
    text = re.sub(r"<details.*?</details>", " ", text, flags=re.S)  # folded: not read in class
    return len(re.findall(r"\w[\w’'.,/-]*", re.sub(r"<[^>]+>|`[^`]*`", " ", text)))


def question_words(entry):
    """A question as it is read: prompt, what is chosen from, and one of the reasons."""
    options = [o for o in (entry.get("options") or {}).values() if isinstance(o, dict)]
    parts = options + [p for p in (entry.get("items") or entry.get("pairs") or []) if p]
    whys = [str(p["why"]) for p in parts if "why" in p]
    own = entry.get("why")
    whys += [str(w) for w in (own.values() if isinstance(own, dict) else [own]) if w]
    read_once = sum(map(count_words, whys)) / max(len(whys), 1)
    words = sum(count_words(f"{p.get('text', '')} {p.get('match', '')}") for p in parts)
    return count_words(entry.get("prompt", "")) + words + read_once


def minutes(notebook, questions):
    """For each part of the core path: name, minutes stated, words, minutes for tasks, counted."""
    parts, name, text, asked = [], "", [], []

    def close():
        whole = "\n".join(text)
        mark = CORE_MARK.search(whole)
        if mark:
            rest = whole.replace(mark[0], "", 1)
            tasks = sum(spoken(m[1]) for m in MINUTES.finditer(rest))
            words = round(count_words(rest) + sum(map(question_words, asked)))
            parts.append((name, spoken(mark[1]), words, tasks, words / WORDS_A_MINUTE + tasks))

    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            for piece in re.split(r"^(?=## )", cell.source, flags=re.MULTILINE):
                if piece.startswith("## "):
                    close()
                    name, text, asked = piece.splitlines()[0][3:], [], []
                text.append(piece)
        elif found := re.search(r"quiz\.show\([^)]*section=[\"']([\w-]+)", cell.source):
            asked += [q for q in questions if q.get("section") == found[1]]
    close()
    return parts


# ---- the page --------------------------------------------------------------------------------


def short(text, wide=76):
    text = " ".join(re.sub(r"[*_`]|\(\s*[;,\s]*\)", "", text).split())
    text = re.sub(r" (?=[.,;:])", "", text)
    return text if len(text) <= wide else f"{text[: wide - 1]}…"


def report(file, bank, bibliography):
    """The page of one lesson, and the number of figures without any source."""
    notebook, found, shown, tables = read_lesson(file)
    questions, exercises = entries(file.stem, bank)
    lost, count = unsupported(found, shown, questions + exercises)
    weak, alone = weak_sources(found, questions + exercises, bibliography)
    lines = [f"== {file.stem}", ""]
    lines.append(
        f"Figures and dates: {count['link']} places with a link, {count['table']} from a table, "
        f"{count['lesson']} said elsewhere in the lesson, {len(lost)} with nothing."
    )
    lines += [f"  {cell}: {short(text)} → {', '.join(which)}" for cell, text, which in lost]
    lines.append(f"Sources of tier C: {len(weak)}; places that rest on them alone: {len(alone)}.")
    lines += [f"  {cell}: {short(text, 60)} → {', '.join(ids)}" for cell, text, ids in alone]
    for name, grade, number, keys in weak_rows(tables, bibliography):
        told = f" ({'; '.join(keys)}{' …' if number > len(keys) else ''})" if keys else ""
        lines.append(f"Table {name}: {number} rows {grade}{told}.")
    parts = minutes(notebook, questions)
    if parts:
        stated, counted = sum(p[1] for p in parts), sum(p[4] for p in parts)
        lines.append(f"Core path: {stated} minutes stated, {counted:.1f} counted (aim {CORE}).")
        lines += [
            f"  {counted:5.1f} counted, {stated:2} stated, {words:4} words"
            + (f", {tasks} for tasks" if tasks else "")
            + f"  {name}"
            for name, stated, words, tasks, counted in parts
        ]
    return "\n".join(lines), len(lost)


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("lessons", nargs="*", help="such as 04_trade; without it, all")
    parser.add_argument("--strict", action="store_true", help="exit 1 if a figure has no source")
    parser.add_argument("--folder", type=Path, default=ROOT / "notebooks", help="of the lessons")
    parser.add_argument("--questions", type=Path, default=ROOT / "data" / "questions")
    args = parser.parse_args(arguments)
    files = sorted(args.folder.glob("*.ipynb"))
    unknown = set(args.lessons) - {f.stem for f in files}
    if unknown:
        sys.exit(f"There is no lesson {', '.join(sorted(unknown))} in {args.folder}.")
    bibliography = json.loads((ROOT / "data" / "sources.json").read_text(encoding="utf-8"))
    package = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    checked = dt.date.fromisoformat(package["as_of"])
    print(f"Facts were checked up to {checked}.\n")
    lost = 0
    for file in files:
        if not args.lessons or file.stem in args.lessons:
            page, number = report(file, args.questions, bibliography)
            print(page + "\n")
            lost += number
    if args.strict and lost:
        sys.exit(f"{lost} places hold a figure or a date that nothing supports.")


if __name__ == "__main__":
    main()
