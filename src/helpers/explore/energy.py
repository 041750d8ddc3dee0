"""Two explorers of China's fuel imports: who supplies how much, and what if one did not."""

import functools

from helpers import captions, measures
from helpers.data import DataError
from helpers.explore import draw
from helpers.explore.panel import Kind
from helpers.explore.words import PUBLISHERS, UNITS, ordinal, say

RUSSIA = "RUS"
MEASURES = ("share", "amount", "rank")


@functools.cache
def _all(fuel, publisher=None):
    return measures.supplier_shares(fuel, publisher=publisher)


def years(fuel):
    """Give the years in which a fuel has suppliers with a share.

    Examples
    --------
    >>> years("coal")[0]
    2019
    """
    return [int(year) for year in sorted(_all(fuel)["year"].unique())]


def _of(fuel, year):
    rows = _all(fuel)
    return rows[rows["year"] == year]


def _called(fuel):
    """How a fuel is called inside a sentence, and at its beginning."""
    name = measures.FUELS[fuel]
    return name, name[0].upper() + name[1:]


def _settled(picked, key):
    """A fuel and a year that exist, and what had to be changed for that."""
    fuel = picked["fuel"] if picked["fuel"] in measures.FUELS else "crude"
    there, told = years(fuel), ""
    year = _whole(picked["year"], there[-1])
    if year not in there:
        near = min(there, key=lambda one: (abs(one - year), -one))
        told = say("no_year", fuel=measures.FUELS[fuel], asked=year, year=near)
        year = near
    return {**picked, "fuel": fuel, "year": year}, told


def _whole(value, otherwise):
    try:
        return int(value)
    except (TypeError, ValueError, OverflowError):
        return otherwise


def _fuel_and_year(picked):
    return [
        {"key": "fuel", "type": "select", "label": say("fuel"),
         "options": [[fuel, _called(fuel)[1]] for fuel in measures.FUELS]},
        {"key": "year", "type": "range", "label": say("year"),
         "options": [[year, str(year)] for year in years(picked["fuel"])]},
    ]  # fmt: skip


def _settle_dependence(picked, key):
    picked, told = _settled(picked, key)
    if picked["measure"] not in MEASURES:
        picked["measure"] = "share"
    return picked, told


def _dependence_controls(picked):
    options = [[name, say(name)] for name in MEASURES]
    measure = {"key": "measure", "type": "select", "label": say("measure"), "options": options}
    fuel, year = _fuel_and_year(picked)
    return [fuel, measure, year]


def dependence_page(picked):
    """Say and draw from whom China buys a fuel in a year.

    Parameters
    ----------
    picked : dict
        ``fuel``, ``year`` and ``measure`` (``"share"``, ``"amount"``, ``"rank"``).

    Returns
    -------
    draw.Shown

    Examples
    --------
    >>> dependence_page({"fuel": "crude", "year": 2023, "measure": "share"}).headline[:38]
    'Crude oil, 2023: Russia comes first of'
    """
    fuel, year, measure = picked["fuel"], picked["year"], picked["measure"]
    rows = _of(fuel, year)
    picture = _ranks(fuel, year) if measure == "rank" else _bars(fuel, rows, measure)
    under = draw.paragraphs(
        say("main_only") if rows["share"].sum() < 99.5 else "", _total(rows), _hhi(rows)
    )
    return draw.Shown(
        _first(fuel, year, rows), (picture, under, _remarks(rows), _other(fuel, year, rows))
    )


def _first(fuel, year, rows):
    codes, first = rows["origin"].tolist(), rows.iloc[0]
    words = {
        "fuel": _called(fuel)[1],
        "year": year,
        "n": len(rows),
        "first": first["name"],
        "share": draw.percent(first["share"]),
    }
    if len(rows) == 1:
        return say("only_one", **words)
    if RUSSIA not in codes:
        return say("first_none", **words)
    if codes[0] == RUSSIA:
        return say("first_russia", **words)
    at = codes.index(RUSSIA)
    russia = draw.percent(rows["share"].iloc[at])
    return say("first_other", place=ordinal(at + 1), russia=russia, **words)


def _bars(fuel, rows, measure):
    """The suppliers of a year; the bars of all years on one scale, so that years compare."""
    column = {"share": "share", "amount": "value"}[measure]
    every = _all(fuel)
    same = every[every["unit"] == rows["unit"].iloc[0]]
    rest = same.groupby("year").agg(named=(column, "sum"), total=("total", "first"))
    rest = (100 if measure == "share" else rest["total"]) - rest["named"]
    full = max(same[column].max(), rest.max())
    drawn = [
        draw.Row(row.name, _cells(row.share, row.value), 100 * getattr(row, column) / full,
                 marked=row.origin == RUSSIA)
        for row in rows.itertuples(index=False)
    ]  # fmt: skip
    others = _rest(rows)
    if others > 0:
        share = 100 * others / rows["total"].iloc[0]
        width = 100 * (share if measure == "share" else others) / full
        drawn.append(draw.Row(say("rest"), _cells(share, others), width))
    unit = UNITS[rows["unit"].iloc[0]]
    caption = say(f"caption_{measure}", fuel=_called(fuel)[0], year=rows["year"].iloc[0])
    heads = [say("head_supplier"), say("head_share"), say("head_amount", unit=unit)]
    return draw.bars(f"{caption}. {say('scale')}", heads, drawn)


def _cells(share, value):
    return f"{share:.1f}", draw.amount(value)


def _rest(rows):
    """What comes from suppliers that the table does not name; at most rounding may be below 0."""
    return round(float(rows["total"].iloc[0] - rows["value"].sum()), 6)


def _ranks(fuel, year):
    every = _all(fuel)
    lines, foreign = [], []
    for of_year, rows in every.groupby("year"):
        other = rows["publisher"].iloc[0] == measures.CUSTOMS
        if other:
            foreign.append(str(of_year))
        names = (f"{i}\u00a0{name}" for i, name in enumerate(rows["name"], start=1))
        lines.append([f"{of_year}{'*' if other else ''}", ", ".join(names)])
    caption = say("caption_rank", fuel=_called(fuel)[0])
    heads = [say("year"), say("head_order")]
    marked = {years(fuel).index(year)}
    drawn = draw.table(caption, heads, lines, "crx-years", marked)
    return drawn + draw.paragraphs(say("star", years=", ".join(foreign)) if foreign else "")


def _total(rows):
    first = rows.iloc[0]
    return say("total", total=draw.amount(first["total"]), unit=UNITS[first["unit"]])


def _hhi(rows):
    low, high = (f"{value:,.0f}" for value in measures.hhi_bounds(rows))
    return say("hhi_exact", low=low) if low == high else say("hhi", low=low, high=high)


def _remarks(rows):
    """Publisher, source, and what the table remarks on the figures that are shown."""
    publisher, year = rows["publisher"].iloc[0], rows["year"].iloc[0]
    begins = f"{year}: total of {publisher}: "
    on_total = [
        note.removeprefix(f"{year}: ")
        for note in _all(rows["fuel"].iloc[0]).attrs["notes"]
        if note.startswith(begins)
    ]
    notes = [
        say("note_of", name=r.name, note=r.note) for r in rows.itertuples(index=False) if r.note
    ]
    ids = list(dict.fromkeys(id for cell in rows["sources"] for id in cell.split(";")))
    return draw.paragraphs(
        *(note[0].upper() + note[1:] for note in on_total),
        *notes,
        say("rest_negative") if _rest(rows) < 0 else "",
        say("publisher", publisher=PUBLISHERS[publisher]),
        captions.source_line(ids),
    )


def _other(fuel, year, rows):
    """What the other publisher has for Russia in the same year, where it has a share."""
    side = "review" if rows["publisher"].iloc[0] == measures.CUSTOMS else "customs"
    try:
        every = _all(fuel, side)
    except DataError:  # it has no shares of this fuel
        return ""
    found = every[(every["year"] == year) & (every["origin"] == RUSSIA)]
    if found.empty:
        return ""
    one = found.iloc[0]
    return draw.paragraphs(
        say("other_publisher", publisher=PUBLISHERS[one["publisher"]],
            value=draw.amount(one["value"]), total=draw.amount(one["total"]),
            unit=UNITS[one["unit"]], share=draw.percent(one["share"]))
    )  # fmt: skip


def _settle_without(picked, key):
    picked, told = _settled(picked, key)
    rows = _of(picked["fuel"], picked["year"])
    if picked["supplier"] not in set(rows["origin"]):
        first = RUSSIA if RUSSIA in set(rows["origin"]) else rows["origin"].iloc[0]
        name = rows.set_index("origin").at[first, "name"]
        fuel, year = measures.FUELS[picked["fuel"]], picked["year"]
        asked = _names().get(picked["supplier"], str(picked["supplier"]))
        said = say("no_supplier", asked=asked, fuel=fuel, year=year, name=name)
        picked, told = {**picked, "supplier": first}, f"{told} {said}".strip()
    return picked, told


@functools.cache
def _names():
    return {
        code: name
        for fuel in measures.FUELS
        for code, name in _all(fuel)[["origin", "name"]].itertuples(index=False)
    }


def _without_controls(picked):
    rows = _of(picked["fuel"], picked["year"])
    options = rows[["origin", "name"]].sort_values("name").values.tolist()
    supplier = {"key": "supplier", "type": "select", "label": say("supplier"), "options": options}
    return [supplier, *_fuel_and_year(picked)]


def without_page(picked):
    """Say and draw what others would have to deliver if one supplier were missing.

    With a share s of the imports gone, the others have to deliver s ÷ (1 − s) more; a single one
    of them with the amount v would have to add the missing amount m, m ÷ v of its own.

    Parameters
    ----------
    picked : dict
        ``supplier``, ``fuel`` and ``year``.

    Returns
    -------
    draw.Shown

    Examples
    --------
    >>> without_page({"supplier": "RUS", "fuel": "crude", "year": 2023}).headline[:14]
    'Without Russia'
    """
    fuel, year = picked["fuel"], picked["year"]
    rows = _of(fuel, year)
    gone = rows[rows["origin"] == picked["supplier"]].iloc[0]
    left = rows[rows["origin"] != picked["supplier"]]
    remaining = gone["total"] - gone["value"]
    words = {"name": gone["name"], "fuel": _called(fuel)[0], "year": year}
    if remaining <= 0:
        return draw.Shown(say("without_all", **words), (_remarks(rows),))
    rise = gone["value"] / remaining
    unit = UNITS[gone["unit"]]
    deliver = [(row.name, row.value) for row in left.itertuples(index=False)]
    others = _rest(rows)
    if others > 0:
        deliver.append((say("rest"), others))
    full = max(value for _, value in deliver) * (1 + rise)
    drawn = [
        draw.Row(name, (draw.amount(value), f"{value * rise:,.1f}",
                        f"{100 * gone['value'] / value:,.0f}\u00a0%" if value else "–"),
                 100 * value / full, 100 * value * rise / full)
        for name, value in deliver
    ]  # fmt: skip
    raised = draw.percent(100 * rise)
    heads = [say("head_supplier"), say("head_now", unit=unit), say("head_more", raise_=raised),
             say("head_alone")]  # fmt: skip
    headline = say(
        "without_headline", share=draw.percent(gone["share"]), value=draw.amount(gone["value"]),
        unit=unit, raise_=raised, **words,
    )  # fmt: skip
    table = draw.bars(f"{say('caption_without', **words)}. {say('striped')}", heads, drawn)
    plain = draw.paragraphs(say("ignores"), say("use"), _total(rows))
    return draw.Shown(headline, (table, plain, _remarks(rows)))


DEPENDENCE = Kind(say("dependence"), _settle_dependence, _dependence_controls, dependence_page)
WITHOUT = Kind(say("without"), _settle_without, _without_controls, without_page)
