"""What a student answered, shown once more where a later lesson comes back to it."""

import calendar
import datetime as dt

from helpers.quiz import bank, markup, progress, question
from helpers.quiz.words import say


class Recalled:
    """The questions of a section with the last answer to each; ``answered`` counts them."""

    def __init__(self, lesson, rows):
        self.lesson, self.rows = lesson, rows
        self.answered = sum(bool(day) for _, _, day in rows)

    def __repr__(self):
        if not self.answered:
            return say("recall_none", lesson=self.lesson)
        return "\n".join(
            f"{markup.plain(prompt)} – {markup.plain(answer)}{f' ({day})' if day else ''}"
            for prompt, answer, day in self.rows
        )

    def _repr_html_(self):
        if not self.answered:
            return markup.block(say("recall_none", lesson=self.lesson.replace("_", "\\_")))
        heads = "".join(f"<th>{say(name)}</th>" for name in ("recall_question", "recall_answer"))
        body = "".join(
            f"<tr><td>{markup.block(prompt)}</td>"
            f"<td>{markup.inline(answer)}{f' ({day})' if day else ''}</td></tr>"
            for prompt, answer, day in self.rows
        )
        return f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"


def of(lesson, section=None):
    """Find the last answers; see :func:`helpers.quiz.recall`, which lessons use.

    Parameters
    ----------
    lesson : str
    section : str, optional

    Returns
    -------
    Recalled
        ``rows``: prompt and answer as Markdown, day in words (empty where there is no answer).
        An answer to an earlier wording of a question does not count, nor does one of a review.

    Raises
    ------
    BankError
        If the lesson or the section is not known, or the file has a fault.

    Examples
    --------
    >>> of("00_start_here", "predictions")
    None of these questions is answered on this machine yet. They stand in the lesson 00_start_here.
    """
    history = progress.load()
    return Recalled(lesson, [_row(one, history) for one in bank.section(lesson, section)])


def _row(asked, history):
    records = [r for r in history.of(asked.id) if not r.get("review")]
    now = question.standing(asked, records)
    if not now.tries:
        return asked.prompt, say("recall_changed" if now.changed else "recall_missing"), ""
    day = dt.datetime.fromisoformat(now.time).astimezone().date()  # of this machine
    return (
        asked.prompt,
        _words(asked, now.answer),
        f"{day.day} {calendar.month_name[day.month]} {day.year}",
    )


def _words(asked, answer):
    """The option in its own words; in all other types what the page said after the answer."""
    options = asked.own.get("options", {})
    if isinstance(answer, str) and answer in options:
        return options[answer]["text"]
    return question.TYPES[asked.type].said(asked, answer)
