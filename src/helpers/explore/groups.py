"""An explorer of groups: pick countries, see their weight in the world and how alike they vote."""

import functools
import itertools

import pandas as pd

from helpers import captions, data, measures, world
from helpers.explore import draw, un
from helpers.explore.panel import Kind
from helpers.explore.words import WORDS, say, several

COLUMNS = {
    "people": ("population", 1e-6, 1),
    "usd": ("gdp_usd_bn", 1, 0),
    "ppp": ("gdp_ppp_bn", 1, 0),
    "exports": ("goods_exports_usd_bn", 1, 0),
    "imports": ("goods_imports_usd_bn", 1, 0),
}
MOST = 60  # more would be no group but the world
NAMED = 4  # names in the headline; more are counted
BANK, ROLL_CALLS = "world-bank-2026-wdi", "voeten-2009-unga"


@functools.cache
def _economy():
    """Year → country → figures, with the world under WLD."""
    rows = data.table("economy")
    keep = ["iso3", *(column for column, *_ in COLUMNS.values())]
    return {
        int(year): of_year[keep].set_index("iso3").to_dict("index")
        for year, of_year in rows.groupby("year")
    }


@functools.cache
def countries():
    """Give the countries that can be picked: code → name, by name.

    Examples
    --------
    >>> "WLD" in countries(), countries()["IND"]
    (False, 'India')
    """
    codes = {code for of_year in _economy().values() for code in of_year} - {measures.WORLD}
    return dict(sorted(((c, world.name(c)) for c in codes), key=lambda pair: pair[1]))


def years():
    """Give the years that can be picked.

    Examples
    --------
    >>> years()[0]
    1990
    """
    return sorted(_economy())


@functools.cache
def _trade(reporter, partner):
    """Year → share of the reporter's trade, and publisher: the IMF's, else UN Comtrade's."""
    found = {}
    for publisher in ("UN Comtrade", "IMF"):  # the later one overwrites
        try:
            share = measures.trade_share(reporter, partner, publisher=publisher).dropna()
        except data.DataError:
            continue
        found |= {int(year): (float(value), publisher) for year, value in share.items()}
    return found


@functools.cache
def _pairs():
    """(a, b) → year → share of identical votes in per cent, and the remark on the year."""
    rows = data.table("un_agreement").dropna(subset=["identical"])
    found = {}
    for row in rows.itertuples(index=False):
        found.setdefault((row.a, row.b), {})[row.year] = (100 * row.identical, row.note)
    return found


def _settle(picked, key):
    picked = dict(picked)
    codes = picked["codes"] if isinstance(picked["codes"], (list, tuple)) else []
    known = [c for c in dict.fromkeys(map(str, codes)) if c in countries()]
    picked["codes"] = known[:MOST]
    if picked["year"] not in _economy():
        picked["year"] = years()[-1]
    return picked, ""


def _controls(_):
    return [
        {"key": "codes", "type": "many", "label": say("country"),
         "options": [list(pair) for pair in countries().items()]},
        {"key": "year", "type": "range", "label": say("year"),
         "options": [[year, str(year)] for year in years()]},
    ]  # fmt: skip


def page(picked):
    """Say and draw the weight of a group in the world, and how alike its members vote.

    Parameters
    ----------
    picked : dict
        ``codes`` (ISO 3166 alpha-3) and ``year``.

    Returns
    -------
    draw.Shown

    Examples
    --------
    >>> page({"codes": ["CHN", "IND"], "year": 2023}).headline[:24]
    'China and India in 2023:'
    """
    codes, year = picked["codes"], picked["year"]
    if not codes:
        return draw.Shown(say("group_none"), ())
    of_year = _economy()[year]
    shares, rows, notes = {}, [], []
    for name, (column, factor, decimals) in COLUMNS.items():
        what = say(f"row_{name}")
        total = of_year[measures.WORLD][column]
        values = {c: of_year.get(c, {}).get(column) for c in codes}
        there = {c: float(v) for c, v in values.items() if not _empty(v)}
        if _empty(total) or not there:
            notes.append(say("lacks_all", what=what, year=year))
            continue
        if len(there) < len(codes):
            absent = several(countries()[c] for c in codes if c not in there)
            notes.append(say("lacks", what=what, names=absent))
        shares[name] = 100 * sum(there.values()) / float(total)
        cells = [
            f"{shares[name]:.1f}",
            *(f"{v * factor:,.{decimals}f}" for v in (sum(there.values()), float(total))),
        ]
        rows.append(draw.Row(what, tuple(cells), shares[name]))
    parts = [say(f"group_{name}", share=draw.percent(share)) for name, share in shares.items()]
    names = [countries()[c] for c in codes]
    named = several(names) if len(names) <= NAMED else say("n_countries", n=len(names))
    headline = say(
        "group_headline", names=named, year=year, parts=several(parts) or say("group_alone")
    )
    heads = [say(key) for key in ("head_what", "head_share", "head_group", "head_world")]
    table = draw.bars(say("caption_group", year=year), heads, rows) if rows else ""
    under = draw.paragraphs(*notes, captions.source_line(BANK))
    return draw.Shown(
        headline, (table, under, *_trade_of(codes, year), *_agreement_of(codes, year))
    )


def _empty(value):
    return value is None or pd.isna(value)


def _trade_of(codes, year):
    """China's and Russia's trade with the group, as far as the table of partners goes."""
    rows, notes, ids = [], [], []
    for reporter in ("CHN", "RUS"):
        partners = [c for c in codes if c != reporter]
        found = {p: _trade(reporter, p)[year] for p in partners if year in _trade(reporter, p)}
        if not found:
            continue
        name = countries()[reporter]
        # One publisher for the whole sum.
        publisher = "IMF" if any(who == "IMF" for _, who in found.values()) else "UN Comtrade"
        found = {p: share for p, (share, who) in found.items() if who == publisher}
        total = sum(found.values())
        rows.append(draw.Row(say("row_trade", name=name), (f"{total:.1f}",), total))
        told = say(
            "trade_of", name=name, found=len(found), of=len(partners), publisher=publisher,
            names=several(countries().get(p, p) for p in found),
        )  # fmt: skip
        least = f" {say('trade_least')}" if len(found) < len(partners) else ""
        notes.append(told + least)
        ids += _trade_sources(publisher)
    if not rows:
        return ()
    heads = [say("head_what"), say("head_share")]
    table = draw.bars(say("caption_trade", year=year), heads, rows)
    return table, draw.paragraphs(*notes, captions.source_line(list(dict.fromkeys(ids))))


@functools.cache
def _trade_sources(publisher):
    rows = data.table("trade_partners")
    cells = rows.loc[rows["publisher"] == publisher, "sources"].unique()
    return list(dict.fromkeys(id for cell in cells for id in cell.split(";")))[:4]


def _agreement_of(codes, year):
    """How alike the members vote: the average of all pairs that have a score."""
    pairs = list(itertools.combinations(sorted(codes), 2))
    if not pairs:
        return ()
    scores = {p: _pairs()[p][year] for p in pairs if year in _pairs().get(p, {})}
    if not scores:
        return (draw.paragraphs(say("pairs_none", year=year)),)
    mean = sum(value for value, _ in scores.values()) / len(scores)
    row = draw.Row(say("row_agreement"), (f"{mean:.1f}",), mean)
    table = draw.bars(
        say("caption_agreement", year=year), [say("head_what"), say("head_score")], [row]
    )
    low, top = (f(scores, key=lambda p: scores[p][0]) for f in (min, max))
    ends = {
        "low": several(countries()[c] for c in low),
        "low_value": draw.percent(scores[low][0]),
        "top": several(countries()[c] for c in top),
        "top_value": draw.percent(scores[top][0]),
    }
    why = {note for _, note in scores.values() if note and un.USSR not in note}
    return table, draw.paragraphs(
        say("pairs", found=len(scores), of=len(pairs)),
        say("lowest", **ends) if len(scores) > 1 else "",
        say("partial", year=year, why="; ".join(sorted(map(un.named, why)))) if why else "",
        *un.before(year, *{code for pair in scores for code in pair}),
        say("roll_calls"),
        captions.source_line(ROLL_CALLS),
    )


KIND = Kind(WORDS["group"], _settle, _controls, page)
