"""The quiz that a person sees: one widget for the questions of a section.

The page (``view.js``, ``view.css``) draws native form controls and knows nothing of right and
wrong: it sends a choice, Python marks and keeps it and sends back what may be said. Until then
neither key nor reason leaves Python.
"""

from pathlib import Path

import anywidget
import traitlets

from helpers.quiz import bank, markup, progress, question, scores
from helpers.quiz.words import LANGUAGE, PAGE, WORDS, say

HERE = Path(__file__).parent


def quiz(lesson, section=None):
    """Make the widget; see :func:`helpers.quiz.show`, which lessons use.

    Parameters
    ----------
    lesson : str
    section : str, optional

    Returns
    -------
    Quiz

    Raises
    ------
    BankError
        If the lesson or the section is not known, or the file has a fault.

    Examples
    --------
    >>> len(quiz("00_start_here", "warm-up").questions)
    1
    """
    where = f"the lesson {lesson}" + (f", section {section}" if section is not None else "")
    asked = bank.section(lesson, section)
    count = f"{len(asked)} question{'' if len(asked) == 1 else 's'}"
    name = f"Quiz of {where}. {count}: {', '.join(q.id for q in asked)}."
    return Quiz(name, asked, progress.load())


def review(lesson, count):
    """Make the widget of a review; see :func:`helpers.quiz.review`, which lessons use.

    Parameters
    ----------
    lesson : str
    count : int

    Returns
    -------
    Quiz

    Raises
    ------
    BankError
        If there is nothing to review before this lesson.

    Examples
    --------
    >>> len(review("04_trade", 2).questions)
    2
    """
    from helpers.quiz import spacing  # loads fsrs, which no other part needs

    history = progress.load()
    asked = spacing.draw(lesson, count, history, progress.now())
    # What is stored must not depend on the answers given so far, so the questions are not named.
    several = f"{len(asked)} question{'' if len(asked) == 1 else 's'}"
    return Quiz(f"Review before the lesson {lesson}. {several}.", asked, history, review=lesson)


class Quiz(anywidget.AnyWidget):
    """The questions of a section. As plain HTML it shows what can be answered, and no more."""

    _esm = "\n".join(
        file.read_text("utf-8")
        for file in (HERE.parent / "widget.js", HERE / "controls.js", HERE / "view.js")
    )
    _css = (HERE / "view.css").read_text(encoding="utf-8")

    # What the page knows. `states` is a new dict after each message, so that the page notices.
    words = traitlets.Dict(PAGE).tag(sync=True)
    language = traitlets.Unicode(LANGUAGE).tag(sync=True)
    questions = traitlets.List().tag(sync=True)
    states = traitlets.Dict().tag(sync=True)
    notes = traitlets.List().tag(sync=True)
    tally = traitlets.Unicode().tag(sync=True)
    world = traitlets.Dict(help="The map of country questions; empty without one.").tag(sync=True)
    patience = traitlets.Float(6.0, help="Seconds before the page says that nothing comes.").tag(
        sync=True
    )

    def __init__(self, name, questions, history, review=""):
        self._name, self._review = name, review
        self._bank = {q.id: q for q in questions}
        self._hints = dict.fromkeys(self._bank, 0)
        self._heard = dict.fromkeys(self._bank, 0)
        self._records = {id: self._own(history.of(id)) for id in self._bank}
        super().__init__(
            questions=[_page(q) for q in questions],
            states={q.id: self._state(q) for q in questions},
            notes=history.notes,
            tally=self._tally(),
            world=_world(questions),
        )
        self.on_msg(self._on_page)

    def _own(self, records):
        """Where a question is reviewed it starts blank; in its lesson, reviews do not count."""
        if not self._review:
            return [r for r in records if not r.get("review")]
        from helpers.quiz import spacing

        return spacing.records_of_sitting(records, self._review, progress.now())

    def _on_page(self, _widget, message, _buffers):
        """Answer one message of the page: ``{"do": …, "question": …, "answer": …}``."""
        id = message.get("question") if isinstance(message, dict) else None
        asked = self._bank.get(id) if isinstance(id, str) else None
        if asked is None:
            return
        acts = {"answer": self._answer, "hint": self._hint, "show": self._show}
        act = acts.get(str(message.get("do")), lambda *_: None)
        said = act(asked, message.get("answer")) or {}
        self._heard[asked.id] += 1
        self.states = {**self.states, asked.id: self._state(asked) | said}
        self.tally = self._tally()

    # What the page may ask for; each gives what is to be said beside the state, or nothing.

    def _answer(self, asked, raw):
        kind = question.TYPES[asked.type]
        answer = kind.answer(asked, raw)
        if answer is None:
            return {"told": kind.refused(asked, raw)}
        now = question.standing(asked, self._records[asked.id])
        # The same answer once more is no new try: Enter was pressed twice.
        if now.tries and answer == now.answer:
            return {}
        return self._keep(asked, answer, now.tries + 1)

    def _hint(self, asked, _):
        self._hints[asked.id] = min(self._hints[asked.id] + 1, len(asked.hints))

    def _show(self, asked, _):
        now = question.standing(asked, self._records[asked.id])
        if now.tries and not now.shown:
            return self._keep(asked, None, now.tries, shown=True)

    def _keep(self, asked, answer, number, shown=False):
        record, problem = progress.save(
            asked.id, question.version(asked), asked.type, answer, number, asked.lesson,
            shown=shown, hints=self._hints[asked.id], review=self._review,
        )  # fmt: skip
        self._records[asked.id].append(record)
        where = progress.folder().as_posix()
        return {"problem": say("unsaved", reason=problem, folder=where)} if problem else {}

    def _state(self, asked):
        """What the page may show of one question, given all answers so far."""
        now = question.standing(asked, self._records[asked.id])
        state = {
            "heard": self._heard[asked.id],
            "tries": now.tries,
            "hints": [markup.block(h) for h in asked.hints[: self._hints[asked.id]]],
            "changed": now.changed,
        }
        if not now.tries:
            return state
        kind = question.TYPES[asked.type]
        reasons = kind.reasons(asked, now.answer, now.shown)
        return state | {
            "answer": now.answer,
            "verdict": _verdict(now.share),
            "percent": max(1, min(99, round(100 * (now.share or 0)))),  # "partly" is never all
            "said": kind.said(asked, now.answer),
            "shown": now.shown,
            "time": now.time,
            "reasons": [
                {"about": r.about, "right": r.right, "lead": r.lead, "html": markup.block(r.text)}
                for r in reasons
            ],
            "sources": [markup.source(id) for id in asked.sources],
            **kind.after(asked, now.answer, now.shown),
        }

    def _tally(self):
        """How much is done, in words; nothing for a single question."""
        if len(self._bank) == 1:
            return ""
        every = [question.standing(q, self._records[id]) for id, q in self._bank.items()]
        answered, points, of = scores.total(every)
        said = say("progress", done=answered, total=len(every))
        return f"{said} {say('points', points=scores.write(points), of=of)}" if of else said

    def __repr__(self):
        return self._name

    def _repr_mimebundle_(self, **kwargs):
        bundle = super()._repr_mimebundle_(**kwargs)
        if bundle is None:  # closed
            return None
        data, metadata = bundle
        # The text of anywidget is cut at 110 characters; ours is stable at any length.
        return {**data, "text/plain": repr(self), "text/html": self._stored()}, metadata

    def _stored(self):
        """The questions for a page where nothing runs. No headings: they would enter the
        lesson's table of contents. Lists number and letter themselves, also when sanitised."""
        items = "".join(
            f"<li>{markup.block(q.prompt)}{question.TYPES[q.type].stored(q)}</li>"
            for q in self._bank.values()
        )
        return f"<p><strong>{WORDS['group']}</strong> – {WORDS['stored']}</p><ol>{items}</ol>"


def _page(asked):
    """One question as the page gets it before any answer."""
    return {
        "id": asked.id,
        "type": asked.type,
        "prompt": markup.block(asked.prompt),
        "hints": len(asked.hints),
        "rule": WORDS.get(question.TYPES[asked.type].rule, ""),
        **question.TYPES[asked.type].page(asked),
    }


def _verdict(share):
    if share is None:
        return "noted"
    return {0: "wrong", 1: "right"}.get(share, "partly")


def _world(questions):
    """The map, where a question needs one."""
    if not any(q.type == "country" for q in questions):
        return {}
    from helpers.quiz import atlas

    return atlas.outlines()
