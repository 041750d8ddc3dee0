"""The types of question and their marking: pure functions, no interface.

A type is the handful of functions in :class:`Type`; the page needs a way to draw it too (the
table ``TYPES`` at the end of ``view.js``). Everything else works for every type.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from helpers.quiz import markup

LETTERS = "abcdef"
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


@dataclass(frozen=True)
class Reason:
    """Why an answer is right, or is not."""

    letter: str
    right: bool
    text: str


@dataclass(frozen=True)
class Type:
    """What a type of question has to be able to do."""

    fields: dict
    """Its own fields: name → (kind, needed), as in ``bank.FIELDS``."""
    faults: Callable
    """own → pairs of path and sentence: what is wrong beyond missing or ill-typed fields."""
    meaning: Callable
    """question → what an old answer depends on. If it changes, old answers no longer count."""
    page: Callable
    """question → what the page may know before the answer: no key, no reason."""
    answer: Callable
    """question, raw → a clean answer, or None if this is no answer."""
    mark: Callable
    """question, clean answer → share that is right, 0 to 1; None where there is no right."""
    reasons: Callable
    """question, clean answer, shown → reasons for the answer and, if shown, for the right one."""
    stored: Callable
    """question → HTML of what can be answered, for a page where nothing runs."""


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
    meaning = [question.type, question.prompt, TYPES[question.type].meaning(question)]
    text = json.dumps(meaning, ensure_ascii=False, sort_keys=True, default=str)
    squeezed = " ".join(text.replace("\\n", " ").split())
    return hashlib.sha256(squeezed.encode()).hexdigest()[:12]


@dataclass
class Standing:
    """Where a student stands with one question, from all answers kept."""

    answer: Any = None
    share: float | None = None
    tries: int = 0
    shown: bool = False
    changed: bool = False
    time: str = ""


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
        ``changed`` is true. ``shown``: the right answer was given away, by being found, by a
        second wrong try or on request.

    Examples
    --------
    >>> own = {"options": {"a": {"text": "Yes"}, "b": {"text": "No"}}, "key": "a"}
    >>> one = Question("q", "lesson", "section", "choice", "Really?", "judge", "", own)
    >>> record = {"version": version(one), "answer": "b", "time": "2026-11-23T10:00:00Z"}
    >>> standing(one, [record]).share
    0.0
    """
    type_, now = TYPES[question.type], version(question)
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
        out.shown = out.shown or out.tries > 1 or out.share == 1
    return out


# choice and prediction: one option of several


def _choice_faults(own):
    options = own["options"]
    if not 2 <= len(options) <= len(LETTERS):
        yield ("options",), f"there are {len(options)} options; give two to {len(LETTERS)}."
    if list(options) != list(LETTERS[: len(options)]):
        yield (
            ("options",),
            f"the options are named {', '.join(options)}; name them "
            f"{', '.join(LETTERS[: len(options)])}, in this order.",
        )
    if "key" in own and own["key"] not in options:
        yield (
            ("key",),
            f"{own['key']!r} is not one of the options ({', '.join(options)}). "
            "Write the letter of the right option.",
        )


def _choice_meaning(question):
    texts = {letter: option["text"] for letter, option in question.own["options"].items()}
    return [texts, question.own.get("key")]


def _choice_page(question):
    return {
        "options": [
            {"letter": letter, "text": markup.inline(option["text"])}
            for letter, option in question.own["options"].items()
        ]
    }


def _choice_answer(question, raw):
    return raw if isinstance(raw, str) and raw in question.own["options"] else None


def _choice_mark(question, answer):
    return 1.0 if answer == question.own["key"] else 0.0


def _choice_reasons(question, answer, shown):
    key, options = question.own["key"], question.own["options"]
    letters = [answer] if answer == key or not shown else [answer, key]
    return [Reason(letter, letter == key, options[letter]["why"]) for letter in letters]


def _choice_stored(question):
    items = (f"<li>{markup.inline(o['text'])}</li>" for o in question.own["options"].values())
    return f'<ol type="A">{"".join(items)}</ol>'


def _prediction_reasons(question, answer, shown):
    return [Reason(answer, True, question.own["note"])] if question.own.get("note") else []


TYPES = {
    "choice": Type(
        fields={"key": ("text", True), "options": ("reasoned options", True)},
        faults=_choice_faults,
        meaning=_choice_meaning,
        page=_choice_page,
        answer=_choice_answer,
        mark=_choice_mark,
        reasons=_choice_reasons,
        stored=_choice_stored,
    ),
    "prediction": Type(
        fields={"options": ("options", True), "note": ("text", False)},
        faults=_choice_faults,
        meaning=_choice_meaning,
        page=_choice_page,
        answer=_choice_answer,
        mark=lambda question, answer: None,
        reasons=_prediction_reasons,
        stored=_choice_stored,
    ),
}
