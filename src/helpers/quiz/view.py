"""The quiz that a person sees: one widget for the questions of a section.

The page (``view.js``, ``view.css``) draws native form controls and knows nothing of right and
wrong: it sends a choice, Python marks and keeps it and sends back what may be said. Until then
neither key nor reason leaves Python.
"""

from pathlib import Path

import anywidget
import traitlets

from helpers.quiz import bank, markup, progress, question
from helpers.quiz.words import LANGUAGE, WORDS, say

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
    return Quiz(lesson, section, bank.section(lesson, section))


class Quiz(anywidget.AnyWidget):
    """The questions of a section. As plain HTML it shows what can be answered, and no more."""

    _esm = (HERE / "view.js").read_text(encoding="utf-8")
    _css = (HERE / "view.css").read_text(encoding="utf-8")

    # What the page knows. `states` is a new dict after each message, so that the page notices.
    words = traitlets.Dict(WORDS).tag(sync=True)
    language = traitlets.Unicode(LANGUAGE).tag(sync=True)
    questions = traitlets.List().tag(sync=True)
    states = traitlets.Dict().tag(sync=True)
    notes = traitlets.List().tag(sync=True)
    patience = traitlets.Float(6.0, help="Seconds before the page says that nothing comes.").tag(
        sync=True
    )

    def __init__(self, lesson, section, questions):
        self._lesson, self._section = lesson, section
        self._bank = {q.id: q for q in questions}
        self._hints = dict.fromkeys(self._bank, 0)
        self._heard = dict.fromkeys(self._bank, 0)
        history = progress.load()
        self._records = {id: history.of(id) for id in self._bank}
        super().__init__(
            questions=[_page(q) for q in questions],
            states={q.id: self._state(q) for q in questions},
            notes=history.notes,
        )
        self.on_msg(self._on_page)

    def _on_page(self, _widget, message, _buffers):
        """Answer one message of the page: ``{"do": …, "question": …, "answer": …}``."""
        id = message.get("question") if isinstance(message, dict) else None
        asked = self._bank.get(id) if isinstance(id, str) else None
        if asked is None:
            return
        acts = {"answer": self._answer, "hint": self._hint, "show": self._show}
        act = acts.get(str(message.get("do")), lambda *_: None)
        problem = act(asked, message.get("answer")) or ""
        self._heard[asked.id] += 1
        self.states = {**self.states, asked.id: self._state(asked, problem)}

    def _answer(self, asked, raw):
        answer = question.TYPES[asked.type].answer(asked, raw)
        now = question.standing(asked, self._records[asked.id])
        # The same answer once more is no new try: Enter was pressed twice.
        if answer is None or (now.tries and answer == now.answer):
            return ""
        return self._keep(asked, answer, now.tries + 1)

    def _hint(self, asked, _):
        self._hints[asked.id] = min(self._hints[asked.id] + 1, len(asked.hints))

    def _show(self, asked, _):
        now = question.standing(asked, self._records[asked.id])
        if now.tries and not now.shown:
            return self._keep(asked, None, now.tries, shown=True)

    def _keep(self, asked, answer, number, shown=False):
        record, problem = progress.save(
            asked.id, question.version(asked), asked.type, answer, number, self._lesson, shown
        )
        self._records[asked.id].append(record)
        return problem

    def _state(self, asked, problem=""):
        """What the page may show of one question, given all answers so far."""
        now = question.standing(asked, self._records[asked.id])
        state = {
            "heard": self._heard[asked.id],
            "tries": now.tries,
            "hints": [markup.block(h) for h in asked.hints[: self._hints[asked.id]]],
            "changed": now.changed,
            "problem": problem
            and say("unsaved", reason=problem, folder=progress.folder().as_posix()),
        }
        if now.tries:
            reasons = question.TYPES[asked.type].reasons(asked, now.answer, now.shown)
            state |= {
                "answer": now.answer,
                "verdict": _verdict(now.share),
                "shown": now.shown,
                "time": now.time,
                "reasons": [
                    {"letter": r.letter, "right": r.right, "html": markup.block(r.text)}
                    for r in reasons
                ],
                "sources": [markup.source(id) for id in asked.sources],
            }
        return state

    def __repr__(self):
        where = f"the lesson {self._lesson}" + (
            f", section {self._section}" if self._section is not None else ""
        )
        count = f"{len(self._bank)} question{'' if len(self._bank) == 1 else 's'}"
        return f"Quiz of {where}. {count}: {', '.join(self._bank)}."

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
        **question.TYPES[asked.type].page(asked),
    }


def _verdict(share):
    if share is None:
        return "noted"
    return "right" if share == 1 else "wrong"
