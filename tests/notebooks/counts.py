"""Every count of members in a lesson's prose, beside what the table says for that day.

A test lists the sentences that state a count (``Said``). ``faults`` compares each number with the
table ``members``, and names every other count in the lesson that nobody has listed. So a number
that is changed is found, and so is a count that is added.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import nbformat

from helpers import data

ROOT = Path(__file__).resolve().parents[2]
ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
WORDS = {word: i for i, word in enumerate(ONES.split(), start=1)}
WORDS |= {"fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
          "twenty": 20}  # fmt: skip
N = rf"(?:\d+|{'|'.join(sorted(WORDS, key=len, reverse=True))})"  # in figures, or as a word
KINDS = "full|founding|new|former|other|SCO|BRICS|NATO|NDB|permanent|elected"
WHO = r"members?|founders?|observers?|(?:dialogue )?partners?"
COUNT = re.compile(rf"\b{N}(?: (?:{KINDS}))* (?:{WHO})\b", re.IGNORECASE)


@dataclass(frozen=True)
class Said:
    """A sentence that states counts, and where the numbers come from.

    ``says`` is a regular expression in which each ``{n}`` stands for one number, as figures or as
    a word. The numbers are compared, in their order, with the rows of ``body`` on the day ``on``
    that have the ``status``: one, or a list of them in the same order; "observer+partner" adds two
    up. Where the number is not one of the table, ``value`` gives it (or a list), with a ``why``.
    """

    says: str
    body: str = ""
    on: object = None
    status: str | list = "member"
    value: int | list | None = None
    why: str = ""

    def pattern(self):
        return re.compile(self.says.replace("{n}", rf"\b({N})\b"), re.IGNORECASE)

    def expected(self):
        if self.value is not None:
            return self.value if isinstance(self.value, list) else [self.value]
        wanted = self.status if isinstance(self.status, list) else [self.status]
        return [sum(rows(self.body, self.on, s) for s in one.split("+")) for one in wanted]


@cache
def rows(body, on, status):
    return len(data.members(body, on=on, status=status))


def prose(lesson, folder=ROOT / "notebooks"):
    """Give the Markdown of a lesson as plain words."""
    cells = nbformat.read(folder / f"{lesson}.ipynb", as_version=4).cells
    return plain("\n\n".join(c.source for c in cells if c.cell_type == "markdown"))


def plain(text):
    """Take out addresses, stars and brackets of links, and put one space between words."""
    text = re.sub(r"\]\(https?://[^\s()]*(?:\([^\s()]*\)[^\s()]*)*\)", "]", text)
    return re.sub(r"\s+", " ", re.sub(r"[*_`\[\]]", "", text))


def number(written):
    return int(written) if written.isdigit() else WORDS[written.lower()]


def faults(text, said):
    """Say what does not fit: a list of sentences, empty if all is well."""
    found, known = [], []
    for one in said:
        matches = list(one.pattern().finditer(text))
        if not matches:
            found.append(f"No longer in the lesson; take it from the list: {one.says!r}")
        for match in matches:
            known.append(match.span())
            stated = [number(group) for group in match.groups()]
            if stated != one.expected():
                where = one.why or f"the table, {one.body} on {one.on or 'the as-of date'}"
                found.append(f"{match[0]!r} should be {one.expected()}, by {where}")
    for match in COUNT.finditer(text):
        if not any(start <= match.start() and match.end() <= end for start, end in known):
            around = text[max(0, match.start() - 60) : match.end() + 40]
            found.append(f"A count that no test knows: {match[0]!r} in …{around}…")
    return found
