"""The glossary: what a term means, and what it is called in Chinese and in Russian."""

import html

import pandas as pd

from helpers import data
from helpers.data import DataError
from helpers.spelling import canonical, near

FORMS = ["term", "chinese", "pinyin", "russian"]


class Terms:
    """Terms of the glossary as a list to read; ``frame`` holds the same as a table."""

    def __init__(self, frame, heading, nothing=""):
        self.frame, self._heading, self._nothing = frame, heading, nothing

    def __len__(self):
        return len(self.frame)

    def __repr__(self):
        lines = [
            f"{row.term} ({', '.join(_others(row))}): {row.definition}"
            for row in self.frame.itertuples()
        ]
        return "\n".join([f"{self._heading}.", *lines, *filter(None, [self._nothing])])

    def _repr_html_(self):
        entries = "".join(_entry(row) for row in self.frame.itertuples())
        page = f"<p><small>{html.escape(self._heading)}</small></p>"
        page += f"<dl>{entries}</dl>" if entries else ""
        page += f"<p>{html.escape(self._nothing)}</p>" if self._nothing else ""
        return page.replace("\n", " ")


def search(words):
    """Find terms by their English, Chinese or Russian form, by pinyin, or by what they mean.

    Case, accents, tone marks, hyphens and spaces make no difference, and a part of a term will
    do. Terms that are called so come first, then those whose name holds the words, then those
    whose definition does.

    Parameters
    ----------
    words : str
        Such as ``"alliance"``, ``"联盟"``, ``"lianmeng"`` or ``"союз"``.

    Returns
    -------
    Terms
        Shows itself in a cell. ``frame`` has the columns of the table ``glossary``; it is empty
        if nothing was found, and then a sentence names terms with a similar spelling.

    Raises
    ------
    DataError
        If there is no letter to look for.

    Examples
    --------
    >>> list(search("lianmeng").frame["term"])
    ['Alliance', 'Eurasian Economic Union']
    >>> search("СОЮЗ").frame["russian"].iloc[0]
    'союз'
    """
    if not isinstance(words, str) or not canonical(words):
        raise DataError(
            f"glossary.search({words!r}) has nothing to look for. Write a word in English, "
            'Chinese, pinyin or Russian, such as glossary.search("alliance").'
        )
    table, wanted = data.table("glossary"), canonical(words)
    forms = table[FORMS].map(canonical)
    called = forms.eq(wanted).any(axis=1)
    named = forms.map(lambda form: wanted in form).any(axis=1)
    # A single letter or two stand inside too many words of a definition to be of help.
    meant = table["definition"].map(lambda text: len(wanted) > 3 and wanted in canonical(text))
    found = pd.concat([table[called], table[named & ~called], table[meant & ~named]])
    heading = f"{_count(found)} for “{words.strip()}”"
    if len(found):
        return Terms(found, heading)
    alike = [t for t in table["term"] if any(near(words, part) for part in [t, *t.split()])]
    hint = f" Did you mean {' or '.join(alike[:3])}?" if alike else ""
    return Terms(found, heading, f"No term, translation or definition holds these words.{hint}")


def of(lesson):
    """Give the terms that a lesson uses.

    Parameters
    ----------
    lesson : str
        Such as ``"04_trade"``; its number, ``"04"``, will do.

    Returns
    -------
    Terms
        As :func:`search` gives it, in the order of the alphabet.

    Raises
    ------
    DataError
        If no term belongs to such a lesson: the sentence lists the lessons.

    Examples
    --------
    >>> "Mirror data" in set(of("04_trade").frame["term"])
    True
    """
    table = data.table("glossary")
    numbers = table["lessons"].str.split(";")
    number = str(lesson).split("_")[0]
    found = table[numbers.map(lambda have: number in have)]
    if found.empty:
        known = ", ".join(sorted({n for have in numbers for n in have}))
        raise DataError(f"The glossary has no lesson {lesson!r}. It knows {known}.")
    return Terms(found, f"{_count(found)} of lesson {number}")


def _count(found):
    return f"{len(found)} term{'' if len(found) == 1 else 's'}"


def _others(row):
    return [form for form in (row.chinese, row.pinyin, row.russian) if form]


def _entry(row):
    """Give one term as HTML; each form says its language: a screen reader then reads it right."""
    forms = [
        f'<span lang="{language}">{html.escape(form)}</span>'
        for form, language in [(row.chinese, "zh"), (row.pinyin, "zh-Latn"), (row.russian, "ru")]
        if form
    ]
    return (
        f"<dt><b>{html.escape(row.term)}</b> {' · '.join(forms)}</dt>"
        f"<dd>{html.escape(row.definition)} "
        f"<small>Lessons {html.escape(row.lessons.replace(';', ', '))}</small></dd>"
    )
