"""The widget behind every explorer: controls above, a sentence, and a page made in Python.

The page (``panel.js``, ``panel.css``) draws native controls and knows no figures: it sends what is
picked, and gets back a sentence and HTML. Which controls there are and what they show is said by a
:class:`Kind`: three plain functions that can be tried without a browser.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import anywidget
import traitlets

from helpers.explore import draw
from helpers.explore.words import LANGUAGE, PAGE, say

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Kind:
    """What one explorer is.

    Attributes
    ----------
    title : str
        What it is called.
    settle : callable
        ``settle(picked, key) → (picked, told)``: make a pick that has an answer out of what came
        from the page (``key`` was changed last), and say in words what had to be changed.
    controls : callable
        ``controls(picked) → list`` of dictionaries ``key``, ``type`` (``"select"``, ``"range"``,
        ``"many"``), ``label``, ``options`` (pairs of value and text).
    show : callable
        ``show(picked) → draw.Shown``.
    """

    title: str
    settle: Callable
    controls: Callable
    show: Callable


class Panel(anywidget.AnyWidget):
    """One explorer. As plain HTML it shows the picture that it began with."""

    _esm = "\n".join(
        file.read_text("utf-8") for file in (HERE.parent / "widget.js", HERE / "panel.js")
    )
    _css = (HERE / "panel.css").read_text(encoding="utf-8")

    words = traitlets.Dict(PAGE).tag(sync=True)
    language = traitlets.Unicode(LANGUAGE).tag(sync=True)
    title = traitlets.Unicode().tag(sync=True)
    controls = traitlets.List().tag(sync=True)
    view = traitlets.Dict(help="picked, headline, body, told, heard.").tag(sync=True)
    patience = traitlets.Float(6.0, help="Seconds before the page says that nothing comes.").tag(
        sync=True
    )

    def __init__(self, kind, picked):
        self._kind, self._heard = kind, 0
        self._shown, view = self._answer(picked, None)
        super().__init__(title=kind.title, controls=kind.controls(view["picked"]), view=view)
        self.on_msg(self._on_page)

    @property
    def picked(self):
        """What is picked now, as a dictionary."""
        return dict(self.view["picked"])

    def pick(self, **changes):
        """Pick something else, as the controls in the page do.

        Parameters
        ----------
        **changes
            Such as ``year=2023``. What has no answer is settled as in the page.
        """
        for key, value in changes.items():
            self._on_page(self, {"do": "pick", "key": key, "picked": {key: value}}, [])

    def _on_page(self, _widget, message, _buffers):
        """Answer one message of the page: ``{"do": "pick", "key": …, "picked": {…}}``."""
        given = message.get("picked") if isinstance(message, dict) else None
        if not isinstance(given, dict):
            return
        asked = {**self.picked, **{k: v for k, v in given.items() if k in self.picked}}
        self._heard += 1
        self._shown, view = self._answer(asked, message.get("key"))
        with self.hold_sync():  # controls and page come together
            self.controls = self._kind.controls(view["picked"])
            self.view = view

    def _answer(self, asked, key):
        picked, told = self._kind.settle(asked, key)
        shown = self._kind.show(picked)
        return shown, {
            "picked": picked,
            "headline": shown.headline,
            "body": draw.live(shown),
            "told": told,
            "heard": self._heard,
        }

    def __repr__(self):
        return f"{self.title}. {self._shown.headline}"

    def _repr_mimebundle_(self, **kwargs):
        bundle = super()._repr_mimebundle_(**kwargs)
        if bundle is None:  # closed
            return None
        data, metadata = bundle
        return {**data, "text/plain": repr(self), "text/html": self._stored()}, metadata

    def _stored(self):
        """The picture for a page where nothing runs; no headings, as in a quiz."""
        return draw.stored(self.title, say("stored"), self._shown)
