"""A question, and where a student stands with it: pure functions, no interface.

What differs from type to type is in :mod:`helpers.quiz.types`; everything here works for all.
"""

import functools
import hashlib
import json
from dataclasses import dataclass
from typing import Any

from helpers.quiz.types import TYPES

LEVELS = ("recall", "understand", "judge")


@dataclass(frozen=True)
class Question:
    """One question as its file has it; ``own`` holds the fields that only its type has."""

    id: str
    lesson: str
    section: str
    type: str
    prompt: str
    level: str
    objective: str
    own: dict
    hints: tuple = ()
    sources: tuple = ()
    as_of: Any = None
    tries: int | None = None

    @functools.cached_property
    def _version(self):
        """Worked out once: the results of a class ask for it with every answer."""
        meaning = [self.type, self.prompt, TYPES[self.type].meaning(self)]
        text = json.dumps(meaning, ensure_ascii=False, sort_keys=True, default=str)
        squeezed = " ".join(text.replace("\\n", " ").split())
        return hashlib.sha256(squeezed.encode()).hexdigest()[:12]


def version(question):
    """Give a short name for the present meaning of a question.

    Parameters
    ----------
    question : Question

    Returns
    -------
    str
        Twelve hexadecimal digits. They change with the prompt, the options or the key, not with
        a reason, a hint, a source or the line breaks.

    Examples
    --------
    >>> own = {"options": {"a": {"text": "Yes"}, "b": {"text": "No"}}, "key": "a"}
    >>> one = Question("q", "lesson", "section", "choice", "Really?", "judge", "", own)
    >>> version(one)
    '8b6e8e749289'
    """
    return question._version


@dataclass
class Standing:
    """Where a student stands with one question, from all answers kept."""

    answer: Any = None
    first: float | None = None
    """How much of the first answer was right: what item analysis looks at."""
    share: float | None = None
    """How much of the last answer is right, 0 to 1; None where nothing is marked."""
    credit: float | None = None
    """The best share before the right answer was known: what the score counts."""
    tries: int = 0
    shown: bool = False
    changed: bool = False
    time: str = ""


def allowed(question):
    """Give the number of tries after which the right answer is said.

    Parameters
    ----------
    question : Question

    Returns
    -------
    int
        What the author allows, else what fits the type.

    Examples
    --------
    >>> allowed(Question("q", "l", "s", "true_false", "It did.", "judge", "", {}))
    1
    """
    return question.tries or TYPES[question.type].tries


def standing(question, records):
    """Add up the records of one question.

    Parameters
    ----------
    question : Question
    records : list of dict
        As :func:`helpers.quiz.progress.load` gives them: in order of time.

    Returns
    -------
    Standing
        ``answer`` is the last one, marked anew; nothing that a file claims about right or wrong
        is believed. Answers to an earlier wording are not counted; if there are no others,
        ``changed`` is true. ``shown``: the right answer was given away, by being found, by the
        last try allowed or on request. After that one may go on trying; the credit stays.

    Examples
    --------
    >>> own = {"options": {"a": {"text": "Yes"}, "b": {"text": "No"}}, "key": "a"}
    >>> one = Question("q", "lesson", "section", "choice", "Really?", "judge", "", own)
    >>> record = {"version": version(one), "answer": "b", "time": "2026-11-23T10:00:00Z"}
    >>> standing(one, [record]).share
    0.0
    """
    type_, now, most = TYPES[question.type], version(question), allowed(question)
    out = Standing()
    for record in records:
        if record["version"] != now:
            out.changed = out.tries == 0
            continue
        if record.get("shown"):
            out.shown = out.shown or out.tries > 0
            continue
        answer = type_.answer(question, record["answer"])
        if answer is None:
            continue
        out.answer, out.time, out.changed = answer, record["time"], False
        out.share = type_.mark(question, answer)
        out.tries += 1
        if out.tries == 1:
            out.first = out.share
        if out.share is not None and not out.shown:
            out.credit = max(out.credit or 0.0, out.share)
        out.shown = out.shown or out.tries >= most or out.share == 1
    return out
