"""An explorer of votes in the United Nations: how alike two states vote, and where they part."""

import functools

from helpers import captions, data, measures, world
from helpers.explore import draw
from helpers.explore.panel import Kind
from helpers.explore.words import WORDS, say

MEASURES = ("identical", "three_point")
CAST = ("yes", "no", "abstain")
SHOWN = 8  # votes that are not folded away
SOURCE = "voeten-2009-unga"
USSR = "USSR"


@functools.cache
def _agreement(a, b):
    return measures.agreement(a, b).set_index("year")


@functools.cache
def states():
    """Give the states that can be picked: code → name, by name.

    Examples
    --------
    >>> states()["CHN"]
    'China'
    """
    rows = data.table("un_agreement")
    return dict(
        sorted(((c, world.name(c)) for c in {*rows["a"], *rows["b"]}), key=lambda pair: pair[1])
    )


@functools.cache
def years():
    """Give the years that can be picked: those of the roll calls and of the table of votes.

    Examples
    --------
    >>> years()[0]
    1972
    """
    first = int(data.table("un_agreement")["year"].min())
    return list(range(first, _resolutions()[0]["date"].year + 1))


@functools.cache
def _resolutions():
    """The resolutions of the table, newest first, each with the votes by state."""
    cast = {}
    for vote in data.table("un_votes").itertuples(index=False):
        cast.setdefault(vote.symbol, {})[vote.iso3] = vote
    rows = data.table("un_resolutions").sort_values(["date", "symbol"], ascending=False)
    return [{**row, "votes": cast.get(row["symbol"], {})} for row in rows.to_dict("records")]


def parted(a, b, start, end):
    """Find the votes of the table on which two states did not say the same.

    Parameters
    ----------
    a, b : str
        ISO 3166 alpha-3.
    start, end : int
        Years, both included.

    Returns
    -------
    tuple
        The resolutions, newest first (dictionaries of the columns of ``un_resolutions``, and
        ``votes``); on how many both said yes, no or abstain; in how many one took no part.

    Examples
    --------
    >>> found, of, _ = parted("CHN", "RUS", 2014, 2014)
    >>> [row["symbol"] for row in found], of
    (['A/RES/68/262', 'S/2014/189'], 2)
    """
    both = [
        row
        for row in _resolutions()
        if start <= row["date"].year <= end and a in row["votes"] and b in row["votes"]
    ]
    voted = [row for row in both if {row["votes"][s].vote for s in (a, b)} <= set(CAST)]
    different = [row for row in voted if row["votes"][a].vote != row["votes"][b].vote]
    return different, len(voted), len(both) - len(voted)


def _settle(picked, key):
    there = years()
    picked, told = dict(picked), ""
    for side, otherwise in (("a", "CHN"), ("b", "RUS")):
        if picked[side] not in states():
            picked[side] = otherwise
    for side, otherwise in (("start", there[0]), ("end", there[-1])):
        if picked[side] not in there:
            picked[side] = otherwise
    if picked["start"] > picked["end"]:
        kept = picked["end" if key == "end" else "start"]
        picked |= {"start": kept, "end": kept}
        told = say("order", year=kept)
    if picked["measure"] not in MEASURES:
        picked["measure"] = "identical"
    return picked, told


def _controls(_):
    named = [list(pair) for pair in states().items()]
    span = [[year, str(year)] for year in years()]
    return [
        {"key": "a", "type": "select", "label": say("state_a"), "options": named},
        {"key": "b", "type": "select", "label": say("state_b"), "options": named},
        {"key": "measure", "type": "select", "label": say("measure"),
         "options": [[name, say(name)] for name in MEASURES]},
        {"key": "start", "type": "range", "label": say("start"), "options": span},
        {"key": "end", "type": "range", "label": say("end"), "options": span},
    ]  # fmt: skip


def page(picked):
    """Say and draw how alike two states voted, and list the votes on which they parted.

    Parameters
    ----------
    picked : dict
        ``a``, ``b``, ``start``, ``end`` and ``measure`` (``"identical"``, ``"three_point"``).

    Returns
    -------
    draw.Shown

    Examples
    --------
    >>> picked = {"a": "CHN", "b": "RUS", "start": 1993, "end": 2023, "measure": "identical"}
    >>> page(picked).headline[:62]
    'In the UN General Assembly China and Russia voted the same in '
    """
    a, b, start, end = (picked[key] for key in ("a", "b", "start", "end"))
    if a == b:
        return draw.Shown(say("same_state"), ())
    names = {"a": states()[a], "b": states()[b]}
    rows = _agreement(*sorted((a, b))).loc[start:end]
    different, of, absent = parted(a, b, start, end)
    words = say("parted", n=len(different), of=of) if of else say("parted_none")
    scored = rows[picked["measure"]].dropna()
    if scored.empty:
        headline = f"{say('no_score', start=start, end=end, **names)} {words}"
    else:
        headline = _headline(scored, picked["measure"], names, words)
    pieces = (*_curve(rows, scored, picked, names), *_list(different, a, b, absent))
    return draw.Shown(headline, pieces)


def _headline(scored, measure, names, parted):
    first, last = scored.index[0], scored.index[-1]
    now = say(f"headline_{measure}", value=_score(scored[last], measure), year=last)
    before = say(f"before_{measure}", value=_score(scored[first], measure), year=first)
    before = before if first != last else ""
    return say("votes_headline", now=now, before=before, parted=parted, **names)


def _score(value, measure):
    return draw.percent(value) if measure == "identical" else f"{value:.1f}"


def _curve(rows, scored, picked, names):
    """The curve with its words, the gaps, the source, and the folded table."""
    start, end = picked["start"], picked["end"]
    part = {y: rows.at[y, "note"] for y in scored.index if _is_part(rows.at[y, "note"])}
    few = {y: rows.at[y, "votes"] for y in rows.index if y not in scored.index}
    none = [year for year in range(start, end + 1) if year not in rows.index]
    title = say(f"curve_{picked['measure']}", start=start, end=end, **names)
    words = _words(scored, picked["measure"])
    values = {int(year): float(value) for year, value in scored.items()}
    picture = draw.curve(
        f"{title}. {words}", values, start, end, set(part), {*few, *none}, f"{title}."
    )
    why = {year: f"{year}: {named(note)}" for year, note in part.items()}
    told = draw.paragraphs(
        words,
        say("gap_partial", years=_list_of(part), why="; ".join(why.values())) if part else "",
        say("gap_few", years=_list_of(few), why=_few(few, rows)) if few else "",
        say("gap_none", years=_spans(none)) if none else "",
        *before(start, picked["a"], picked["b"]),
        say("roll_calls"),
        captions.source_line(SOURCE),
    )
    heads = [say(f"head_{name}") for name in ("year", "votes", "identical", "three_point")]
    lines = [
        [str(year), str(row.votes),
         *(f"{value:.1f}" if value == value else say("few")
           for value in (row.identical, row.three_point))]
        for year, row in zip(rows.index, rows.itertuples(index=False), strict=True)
    ]  # fmt: skip
    folded = draw.folded(say("curve_table"), draw.table(title, heads, lines)) if lines else ""
    return (picture, told, folded) if len(values) else (told, folded)


def _is_part(note):
    """A note on a gap of the source, and not on the name of a state."""
    return bool(note) and USSR not in note


def before(year, *codes):
    """Say who sat on a state's seat before the changes of 1990 and 1991.

    Examples
    --------
    >>> before(1985, "CHN", "RUS")
    ['Russia before 1992 is the USSR.']
    """
    said = [say("ussr")] if year < 1992 and "RUS" in codes else []
    said += [
        say("republic", name=states()[c]) for c in ("BLR", "UKR") if c in codes and year < 1991
    ]
    return said + ([say("west")] if year <= 1990 and "DEU" in codes else [])


def named(note):
    """Write the names of states in a remark of the table, which has codes.

    Examples
    --------
    >>> named("TUR: missing from November on")
    'Türkiye: missing from November on'
    """
    head, colon, rest = note.partition(":")
    return f"{states()[head]}{colon}{rest}" if head in states() else note


def _few(few, rows):
    """How many votes such a year has, and why."""
    notes = {year: rows.at[year, "note"] for year in few}
    return "; ".join(
        f"{year}: {votes}" + (f", {named(notes[year])}" if _is_part(notes[year]) else "")
        for year, votes in few.items()
    )


def _list_of(several_years):
    return ", ".join(str(year) for year in several_years)


def _spans(missing):
    """Years one after another as a span: 2024–2026."""
    return ", ".join(
        f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in draw.runs(missing)
    )


def _words(scored, measure):
    if scored.empty:
        return ""
    at = {
        "first": scored.index[0],
        "last": scored.index[-1],
        "top": scored.idxmax(),
        "low": scored.idxmin(),
    }
    if len(scored) == 1:
        year = at["first"]
        return say("curve_one", year=year, value=_score(scored[year], measure))
    values = {name: _score(scored[year], measure) for name, year in at.items()}
    return say("curve_words", **values, **{f"{name}_year": year for name, year in at.items()})


def _list(different, a, b, absent):
    """The votes on which they parted: the newest to be seen, the others folded."""
    every = _resolutions()
    span = {"start": every[-1]["date"].year, "end": every[0]["date"].year}
    says = say("list_says", n=len(every), **span)
    more = say("list_absent", n=absent) if absent else ""
    if not different:
        return (draw.paragraphs(says, more),)
    items = [_item(row, a, b) for row in different]
    title = f"<p><strong>{draw.text(say('list_title'))}</strong></p>"
    rest = (
        draw.folded(say("list_more", n=len(items) - SHOWN), draw.listed(items[SHOWN:]))
        if len(items) > SHOWN
        else ""
    )
    ids = dict.fromkeys(id for row in different for id in row["sources"].split(";"))
    source = draw.folded(say("list_sources"), draw.paragraphs(captions.source_line(list(ids))))
    return (title, draw.listed(items[:SHOWN]), rest, draw.paragraphs(says, more), source)


def _item(row, a, b):
    """One vote in a line: when, what, how each voted, how it ended."""
    votes = [
        f"<strong>{draw.text(states()[one])}: {draw.text(say('vote_' + row['votes'][one].vote))}"
        f"</strong>{_doubt(row['votes'][one])}"
        for one in (a, b)
    ]
    tally = say("tally", **{key: row[key] for key in ("yes", "no", "abstain", "result")})
    when = captions.day(row["date"])
    what = draw.text(f"{when} · {row['symbol']}, {row['title']}")
    return f"{what} – {', '.join(votes)} <small>({draw.text(tally)})</small>"


def _doubt(vote):
    """What the table remarks on one vote, where that is less than seen in a good source."""
    return f" <small>({draw.text(vote.note)})</small>" if vote.confidence != "verified" else ""


KIND = Kind(WORDS["votes"], _settle, _controls, page)
