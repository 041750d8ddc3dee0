"""What a written brief still lacks: counted and compared, part by part.

Only what a program can see. Whether an argument holds, a rubric and a reader have to say.
"""

import datetime as dt
import re

from helpers import sources
from helpers.data import DataError
from helpers.quiz.words import say, short

FIELDS = ("question", "date", "text", "sources", "chart", "positions")
"""What a brief is handed over as: a dictionary with these fields."""
CHART = ("title", "unit", "publisher")
VAGUE = {
    "checklist_share": {"%", "per cent", "percent", "percentage", "share"},
    "checklist_amount": {"$", "dollars", "us dollars", "usd", "number", "amount", "value", "tonnes",
                         "thousand", "million", "millions", "billion", "billions"},
}  # fmt: skip
"""Units that say too little, and the sentence for each kind."""
_ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s/]+\S*", re.IGNORECASE)
_CHART = re.compile(r"\b(?:charts?|graphs?|diagrams?|figure \d+)\b", re.IGNORECASE)


def words(text):
    """Count the words of a text; the address of a link is none.

    Parameters
    ----------
    text : str
        Plain, or Markdown.

    Returns
    -------
    int

    Examples
    --------
    >>> words("It *grew* by 1.9 per cent ([bne, 2025](https://example.org/a-b)).")
    8
    """
    bare = re.sub(r"\]\([^\s)]*(?:\([^\s)]*\)[^\s)]*)*\)", "]", text)
    return len(re.findall(r"\w[\w’'.,/-]*", _ADDRESS.sub(" ", bare)))


def untouched(brief):
    """Say whether nothing was written yet.

    Parameters
    ----------
    brief : dict

    Returns
    -------
    bool

    Examples
    --------
    >>> untouched({"text": "", "sources": [], "chart": {"unit": ""}}), untouched({"text": "No."})
    (True, False)
    """
    parts = [*brief.values(), *_dict(brief.get("chart")).values()]
    written = [p.strip() if isinstance(p, str) else p for p in parts if not isinstance(p, dict)]
    return not any(written)


def missing(brief, own):
    """Say what a brief lacks.

    Parameters
    ----------
    brief : dict
        With :data:`FIELDS`: a code, a day, the text, ids or addresses, a dictionary with
        :data:`CHART`, names.
    own : dict
        ``words`` (fewest and most), ``least`` (``sources`` and ``positions``) and ``questions``
        (the codes to choose from), as the file of the exercise has them.

    Returns
    -------
    list of str
        Sentences in Markdown, in the order of the fields; empty if nothing is missing.

    Examples
    --------
    >>> own = {"words": [3, 9], "least": {"sources": 0, "positions": 0}, "questions": ["oil"]}
    >>> chart = {"title": "Oil", "unit": "million tonnes", "publisher": "Energy Institute"}
    >>> brief = {"question": "oil", "date": "2026-11-23", "text": "The chart rises.",
    ...          "sources": [], "chart": chart, "positions": []}
    >>> missing(brief, own)
    []
    >>> missing(brief | {"date": "autumn"}, own)
    ['The date “autumn” is no day. Write it as 2026-11-24: the last day that you cover.']
    """
    found = [say("checklist_unknown", name=short(str(n)), known=", ".join(FIELDS))
             for n in brief if n not in FIELDS]  # fmt: skip
    text = brief.get("text")
    text = text.strip() if isinstance(text, str) else ""
    found += _question(brief.get("question"), own["questions"])
    found += _date(brief.get("date"))
    found += _text(text, own["words"])
    found += _sources(brief.get("sources"), text, own["least"]["sources"])
    found += _chart(brief.get("chart"), text)
    return found + _positions(brief.get("positions"), text, own["least"]["positions"])


def faults(own):
    """Find what is wrong with an entry of a question file.

    Parameters
    ----------
    own : dict

    Yields
    ------
    tuple
        A path and a sentence.

    Examples
    --------
    >>> [path for path, _ in faults({"words": [900, 700], "least": {}, "questions": ["a"]})]
    [('words',), ('least',)]
    """
    limits, least, codes = own["words"], own["least"], own["questions"]
    right = isinstance(limits, list) and len(limits) == 2 and all(type(n) is int for n in limits)
    right = right and 0 < limits[0] < limits[1]
    if not right:
        yield ("words",), "write the fewest and the most words, such as [700, 900]."
    counted = isinstance(least, dict) and set(least) == {"sources", "positions"}
    counted = counted and all(type(n) is int and n >= 0 for n in least.values())
    if not counted:
        yield ("least",), "write how many are needed, such as {sources: 5, positions: 2}."
    named = isinstance(codes, list) and codes and all(isinstance(c, str) and c for c in codes)
    if not named:
        yield ("questions",), "write the codes of the questions, such as [trade, oil]."
    if own.get("mistakes"):
        yield ("mistakes",), "take it out: a checklist finds by itself what is missing."
    key = own.get("key")
    if right and counted and named:
        told = missing(key, own) if isinstance(key, dict) else [f"It needs {', '.join(FIELDS)}."]
        if told:
            yield ("key",), f"a sample brief that lacks nothing belongs here. {told[0]}"


# one function a field


def _question(code, codes):
    if isinstance(code, str) and code.strip().casefold() in {one.casefold() for one in codes}:
        return []
    if not code or code != code:  # NaN
        return [say("checklist_no_question", codes=", ".join(codes))]
    return [say("checklist_question", value=short(str(code)), codes=", ".join(codes))]


def _date(day):
    if isinstance(day, dt.date):
        return []
    if not day or day != day or (isinstance(day, str) and not day.strip()):  # NaN
        return [say("checklist_no_date")]
    if not isinstance(day, str):
        return [say("checklist_date", value=short(str(day)))]
    for form in ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%d.%m.%Y", "%d/%m/%Y"):
        try:
            dt.datetime.strptime(day.strip(), form)
        except ValueError:
            continue
        return []
    return [say("checklist_date", value=short(day))]


def _text(text, limits):
    count, (fewest, most) = words(text), limits
    if not count:
        return [say("checklist_no_text")]
    if count < fewest:
        return [say("checklist_short", n=count, few=fewest - count, fewest=fewest)]
    return [say("checklist_long", n=count, many=count - most, most=most)] if count > most else []


def _sources(given, text, least):
    given, out = _texts(given), []
    unknown = [one for one in given if not _ADDRESS.fullmatch(one) and _get(one) is None]
    for one in unknown:
        out.append(say("checklist_source", value=short(one), near=_near(one)))
    known = [one for one in given if one not in unknown]
    if len(known) < least:
        out.append(say("checklist_sources", n=len(known), least=least))
    idle = [short(one) for one in known if text and not _cited(one, text)]
    return out + ([say("checklist_idle", names=", ".join(idle))] if idle else [])


def _cited(one, text):
    """Whether a text names a source: by its id, its address, or author and year."""
    item = _get(one) or {"URL": one}
    year = str(item.get("issued", {}).get("date-parts", [[""]])[0][0])
    heads = [a.get("family") or a.get("literal", "") for a in item.get("author", [])[:1]]
    heads += [item.get("publisher", "")]
    if one in text or item["URL"] in text:
        return True
    named = (rf"{re.escape(head)},? \(?{year}" for head in heads if head and year)
    return any(re.search(pattern, text) for pattern in named)


def _chart(chart, text):
    if not _dict(chart):
        return [say("checklist_no_chart")]
    out = []
    for name in CHART:
        if not str(chart.get(name) or "").strip():
            out.append(say(f"checklist_{name}"))
    unit = str(chart.get("unit") or "").strip().casefold().removeprefix("in ").strip()
    out += [say(told, value=unit) for told, vague in VAGUE.items() if unit in vague]
    return out + ([say("checklist_chart_unread")] if text and not _CHART.search(text) else [])


def _positions(names, text, least):
    names = _texts(names)
    out = []
    voices = [a for a in names if not any(a != b and _within(a, b) for b in names)]
    if len(voices) < least:
        out.append(say("checklist_positions", n=len(voices), least=least))
    for name in names if text else ():
        last = re.escape(name.split()[-1])  # a whole word: “Lo” does not stand in “long”
        if not re.search(rf"(?<!\w){last}(?!\w)", text, re.IGNORECASE):
            out.append(say("checklist_position", name=short(name)))
    return out


def _within(name, other):
    """Whether “Kluge” is “Janis Kluge” once more."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", other, re.IGNORECASE) is not None


def _texts(value):
    """A list as a student writes it: a text is split at its commas, and nothing stands twice."""
    if isinstance(value, str):
        value = re.split(r"[,;]\s+|\n", value)
    elif hasattr(value, "tolist"):  # a Series, an array
        value = value.tolist()
    values = value if isinstance(value, list | tuple | set) else []
    return list(dict.fromkeys(str(v).strip() for v in values if v is not None and str(v).strip()))


def _dict(value):
    return value if isinstance(value, dict) else {}


def _get(id):
    try:
        return sources.get(id)
    except DataError:
        return None


def _near(id):
    import difflib

    close = difflib.get_close_matches(id, sources.ids(), n=1)
    return say("checklist_near", id=close[0]) if close else ""
