"""The exercises of "Try it yourself": hand over an answer, read what is right or not about it."""

import copy
import html

from helpers import sources
from helpers.data import DataError
from helpers.quiz import bank, markup, tasks
from helpers.quiz.words import say

_wrong = {}  # exercise → wrong tries in this session: each one opens one more hint


def check(id, answer):
    """Say whether an answer is right, and why; or what helps to get there.

    Parameters
    ----------
    id : str
        The name of the exercise, as the lesson gives it.
    answer : object
        For a number: a number, a text with a decimal comma or point, or a Series with one value.
        For country codes: a list, set, Series or Index of ISO 3166 alpha-3 codes, or a DataFrame
        with a column ``iso3``; the order is free.
        For a checklist: a dictionary, as :func:`sample` gives one.

    Returns
    -------
    Result
        Shown as text or HTML. A wrong answer gets a word on a typical mistake, or the next hint.

    Raises
    ------
    helpers.quiz.bank.BankError
        If there is no such exercise. (A ``ValueError``.)

    Examples
    --------
    >>> check("start-sco-members-2017", "eight")
    Not answered yet. “eight” is not a number. Write digits only (in members), such as 12.5.
    """
    exercise = bank.exercise(id)
    mark = tasks.mark(exercise, answer)
    right, wrong = tasks.TYPES[exercise.type].verdicts
    if mark.right:
        _wrong.pop(id, None)
        return Result(True, "✓", say(right), [exercise.why], exercise.sources)
    if mark.right is None:
        return Result(None, "", say("exercise_open"), [mark.say])
    said = [mark.say] if mark.say else []
    _wrong[id] = _wrong.get(id, 0) + 1
    if not mark.mistake:
        said += _hint(exercise.hints, _wrong[id])
    return Result(False, "✗", say(wrong), said)


def sample(id):
    """Give an answer that passes: for a checklist, the sample brief as a dictionary.

    Parameters
    ----------
    id : str
        The name of the exercise.

    Returns
    -------
    object
        What :func:`check` takes; for a checklist a new dictionary, to change and try out.

    Raises
    ------
    helpers.quiz.bank.BankError
        If there is no such exercise.

    Examples
    --------
    >>> sorted(sample("capstone-brief"))
    ['chart', 'date', 'positions', 'question', 'sources', 'text']
    """
    return copy.deepcopy(tasks.key(bank.exercise(id)))


def _hint(hints, tries):
    if not hints:
        return [say("exercise_no_hint")]
    n = min(tries, len(hints))
    said = [say("exercise_hint", n=n, total=len(hints), hint=hints[n - 1])]
    return said + ([say("exercise_last_hint")] if tries > len(hints) else [])


class Result:
    """What became of an answer; true if it is right."""

    def __init__(self, right, sign, verdict, said, source_ids=()):
        self.right, self._sign, self._verdict = right, sign, verdict
        self._said, self._sources = said, source_ids

    def __bool__(self):
        return self.right is True

    def __repr__(self):
        parts = [self._sign, self._verdict, *map(markup.plain, self._said)]
        if self._sources:
            parts.append(f"{say('sources')} {'; '.join(_name(id) for id in self._sources)}.")
        return " ".join(filter(None, parts))

    def _repr_html_(self):
        sign = f"{self._sign} " if self._sign else ""
        page = f"<p><strong>{sign}{html.escape(self._verdict)}</strong></p>"
        page += "".join(map(markup.block, self._said))
        if self._sources:
            links = "; ".join(markup.source(id, title=False) for id in self._sources)
            page += f"<p><small>{say('sources')} {links}.</small></p>"
        return page


def _name(id):
    try:
        return sources.short(id)
    except DataError:  # the check for authors refuses it; a class should not stop for it
        return id
