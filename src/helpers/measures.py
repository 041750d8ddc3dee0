"""Measures that the lessons use: shares, concentration, distance, agreement.

Each is a few lines of arithmetic on the tables. Where a figure is missing that a measure needs,
the measure is missing too: it is left out, and ``frame.attrs["notes"]`` (or
``series.attrs["notes"]``) says in a sentence what was left out and why.
"""

import functools
import math
import numbers

import pandas as pd

from helpers import data, world

WORLD = "WLD"
REVIEW = "Statistical Review of World Energy"
CUSTOMS = "General Administration of Customs of China"
FUELS = {
    "crude": "crude oil",
    "coal": "coal",
    "lng": "liquefied natural gas (LNG)",
    "pipeline gas": "natural gas by pipeline",
}
EARTH_KM = 6371.0088
FEWEST_VOTES = 20
_PARTIAL = "shares are too large"  # how the notes of trade_partners call a total with a hole
_NO_CIS = "Without the CIS"


def supplier_shares(fuel, year=None, publisher=None):
    """Say which share of China's imports of a fuel came from each supplier.

    Value from the supplier ÷ value from all the world, of one publisher, in one unit, in one
    year. The table names the main suppliers only, so the shares do not add up to 100.

    Parameters
    ----------
    fuel : str
        ``"crude"``, ``"coal"``, ``"lng"`` or ``"pipeline gas"``.
    year : int, optional
        One year; without it, all years.
    publisher : str, optional
        ``"review"`` (Statistical Review of World Energy; bp, since the figures of 2022 the Energy
        Institute) or ``"customs"`` (China's customs, as the press printed them). Without it, the
        Review where it names suppliers, and customs in the other years.

    Returns
    -------
    pandas.DataFrame
        One row a year and supplier, the largest first in each year: ``fuel``, ``year``, ``origin``
        (ISO 3166 alpha-3), ``name``, ``value`` and ``unit`` (Mt million tonnes, bcm billion cubic
        metres, EJ exajoules), ``share`` (per cent), ``total`` (China's imports from all, in the
        same unit), ``publisher``, ``sources``, ``note``. ``attrs["notes"]``: what was left out.
        Two publishers are never divided by each other, but a line through the years may change
        from one to the other: look at ``publisher``.

    Raises
    ------
    DataError
        If there is no such fuel, publisher or year, or no share in it.

    Examples
    --------
    >>> first = supplier_shares("crude", 2023).iloc[0]
    >>> first["name"], round(float(first["share"]), 1)
    ('Russia', 19.0)
    """
    rows = _table("energy_imports")
    sides = {"review": False, "customs": True}
    _known(fuel, list(FUELS), "fuel")
    _known(publisher, [None, *sides], "publisher")
    rows = rows[rows["fuel"] == fuel]
    if publisher:
        rows = rows[(rows["publisher"] == CUSTOMS) == sides[publisher]]
    shares = _shares(rows)
    if publisher is None:  # the Review where it has shares, for False comes before True
        customs = shares["publisher"] == CUSTOMS
        shares = shares[customs == customs.groupby(shares["year"]).transform("min")]
    if shares.empty:
        raise data.DataError(f"The table has no shares of {FUELS[fuel]} from {publisher!r}.")
    notes = _gaps(rows)
    if year is not None:
        there = sorted(map(int, set(shares["year"])))
        _known(year, there, "year", f" with shares of {FUELS[fuel]}")
        shares = shares[shares["year"] == year]
        notes = [note for note in notes if note.startswith(f"{int(year)}:")]
    shares = shares.sort_values(["year", "share", "name"], ascending=[True, False, True])
    shares = shares.reset_index(drop=True)
    shares.attrs["notes"] = notes
    return shares


def hhi(shares):
    """Measure how concentrated a market is: the Herfindahl–Hirschman index.

    The sum of the squares of all shares in per cent: near 0 if many small ones share the market,
    10,000 if one has it all (O. C. Herfindahl, *Concentration in the Steel Industry*, 1950;
    A. O. Hirschman, "The Paternity of an Index", *American Economic Review* 54, 1964). Shares that
    are missing count as nothing, so with some suppliers unknown this is the lowest that the index
    can be; :func:`hhi_bounds` gives the highest too.

    Parameters
    ----------
    shares : pandas.DataFrame, pandas.Series or list of float
        Shares in per cent; of a frame of :func:`supplier_shares`, the column ``share``.

    Returns
    -------
    float
        0 to 10,000.

    Raises
    ------
    DataError
        If a share is missing, below 0, or they add up to more than 100: perhaps two years, or two
        publishers, stand together.

    Examples
    --------
    >>> hhi([30, 30, 20, 20])
    2600.0
    """
    return float(sum(share**2 for share in _per_cents(shares)))


def hhi_bounds(shares):
    """Say between which values the Herfindahl–Hirschman index lies if suppliers are unknown.

    Lowest: what is missing from 100 comes from very many small suppliers. Highest: all of it comes
    from one. The truth lies between.

    Parameters
    ----------
    shares : pandas.DataFrame, pandas.Series or list of float
        As in :func:`hhi`.

    Returns
    -------
    tuple of float
        Lowest, highest.

    Raises
    ------
    DataError
        As :func:`hhi`.

    Examples
    --------
    >>> hhi_bounds([50, 30])
    (3400.0, 3800.0)
    """
    rest = max(0.0, 100 - sum(_per_cents(shares)))
    return hhi(shares), hhi(shares) + rest**2


def trade_share(reporter, partner, flow="total", publisher="IMF"):
    """Say which share of a country's trade in goods is with one partner, year by year.

    Trade with the partner ÷ trade with the world, both as the reporter's customs count them, of
    one publisher.

    Parameters
    ----------
    reporter : str
        ``"CHN"`` or ``"RUS"``.
    partner : str
        ISO 3166 alpha-3, such as ``"RUS"``.
    flow : str
        ``"exports"``, ``"imports"`` (seen from the reporter) or ``"total"``, their sum.
    publisher : str
        ``"IMF"`` (1992 to 2020) or ``"UN Comtrade"`` (China with Russia, 2017 to 2024).

    Returns
    -------
    pandas.Series
        Per cent, by year. A year whose total has a hole (the IMF's file lacks Russia's trade with
        Belarus in some years, in two of them with all of the CIS) is empty, so that a line has a
        gap there; ``attrs["notes"]`` names those years.

    Raises
    ------
    DataError
        If the table has no such reporter, partner, flow or publisher.

    Examples
    --------
    >>> trade_share("RUS", "CHN").loc[[2001, 2020]].round(1).tolist()
    [nan, 18.4]
    """
    _known(flow, ["total", "exports", "imports"], "flow")
    rows = _table("trade_partners")
    rows = rows if flow == "total" else rows[rows["flow"] == flow]
    for column, asked in (("reporter", reporter), ("publisher", publisher), ("partner", partner)):
        where = "" if column == "reporter" else f" of {reporter} in the table"
        _known(asked, sorted(set(rows[column]) - {WORLD}), column, where)
        rows = rows[rows[column].isin([asked, WORLD])]
    wide = rows.pivot_table(
        index="year", columns="partner", values="usd_bn", aggfunc=["sum", "count"]
    )
    needed = 2 if flow == "total" else 1  # both flows, or the year is half a year
    whole = (wide["count"][[partner, WORLD]] == needed).all(axis=1)
    share = (100 * wide["sum"][partner] / wide["sum"][WORLD])[whole]
    of_world = rows[rows["partner"] == WORLD]
    holes = of_world["note"].str.contains(f"{_PARTIAL}|{_NO_CIS}")
    holed = sorted(set(of_world.loc[holes, "year"]) & set(share.index))
    partly = of_world["note"].str.contains("for a part of the year only")
    notes = []
    if holed:
        share[holed] = float("nan")
        notes.append(
            f"Left out: {_listed(holed, word=str)}. In these years the file of the {publisher} "
            "lacks neighbours with which Russia traded much, so its total is too small and every "
            "share would be too large."
        )
    if partly.any():
        years = _listed(sorted(set(of_world.loc[partly, "year"])), word=str)
        notes.append(f"A little too large: {years}. Belarus seems to be counted in part.")
    share.index.name, share.name = "year", "share"
    share.attrs["notes"] = notes
    return share


def distance_km(a, b):
    """Measure how far apart two capitals are, along the great circle.

    The haversine formula (R. W. Sinnott, "Virtues of the Haversine", *Sky and Telescope* 68, 1984)
    on a sphere of radius 6,371.0088 km, the mean radius of the Earth (H. Moritz, "Geodetic
    Reference System 1980", *Journal of Geodesy* 74, 2000). On the true Earth the result may differ
    by up to 0.6 per cent.

    Parameters
    ----------
    a, b : str or tuple of float
        Countries (ISO 3166 alpha-3) whose capital stands in the table ``places``; or a place of
        your own as ``(latitude, longitude)`` in degrees.

    Returns
    -------
    float
        Kilometres.

    Raises
    ------
    DataError
        If the table has no capital of a country; the sentence lists those there are.

    Examples
    --------
    >>> round(distance_km("CHN", "RUS"), -2)
    5800.0
    """
    (lat1, lon1), (lat2, lon2) = (map(math.radians, _place(one)) for one in (a, b))
    h = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, h)))


def agreement(a, b):
    """Say how often two states voted alike in the UN General Assembly, year by year.

    Of the roll calls in which both said yes, abstain or no: ``identical`` is the share in which
    both said the same; ``three_point`` also counts one half where one abstained and the other said
    yes or no (A. Lijphart, "The Analysis of Bloc Voting in the General Assembly", *American
    Political Science Review* 57, 1963). Computed from the roll calls of E. Voeten and others.

    Parameters
    ----------
    a, b : str
        Two states (ISO 3166 alpha-3) of the table ``un_agreement``, in any order.

    Returns
    -------
    pandas.DataFrame
        ``year``, ``votes`` (in which both took part), ``identical`` and ``three_point`` (per cent;
        empty in a year with fewer than 20 such votes), ``note`` (gaps of the source).

    Raises
    ------
    DataError
        If a state is not in the table, or both are the same.

    Examples
    --------
    >>> agreement("RUS", "CHN").query("year == 1993")[["votes", "identical"]].values.tolist()
    [[62.0, 38.7]]
    """
    rows = _table("un_agreement")
    known = sorted({*rows["a"], *rows["b"]})
    for state in (a, b):
        _known(state, known, "state", " in the table of votes in the UN")
    if a == b:
        raise data.DataError(f"Give two different states; {a!r} was given twice.")
    first, second = sorted((a, b))
    rows = rows[(rows["a"] == first) & (rows["b"] == second)].sort_values("year")
    frame = rows[["year", "votes", "identical", "three_point", "note"]].reset_index(drop=True)
    frame[["identical", "three_point"]] = (frame[["identical", "three_point"]] * 100).round(1)
    empty = frame.loc[frame["identical"].isna(), "year"].tolist()
    frame.attrs["notes"] = (
        [f"No score: {_listed(empty, word=str)}, with fewer than {FEWEST_VOTES} votes of both."]
        if empty
        else []
    )
    return frame


@functools.cache
def _table(name):
    """A table, read once: an explorer asks for it at each step. Nobody may write into it."""
    return data.table(name)


def _shares(rows):
    """The shares of all years and publishers, each of its own total; none without a total."""
    whose = list(zip(rows["year"], rows["publisher"], strict=True))
    of_world = rows["origin"] == WORLD
    of_all = {
        key: value
        for key, value, whole in zip(whose, rows["value"], of_world, strict=True)
        if whole and value > 0
    }
    rows = rows.assign(total=[of_all.get(key, math.nan) for key in whose])
    rows = rows[~of_world & rows["total"].notna()]
    rows = rows.assign(
        name=[world.name(code) for code in rows["origin"]],
        share=100 * rows["value"] / rows["total"],
    )
    columns = ["fuel", "year", "origin", "name", "value", "unit", "share", "total"]
    return rows[[*columns, "publisher", "sources", "note"]]


def _gaps(rows):
    """What cannot be said, and what the table remarks on a total: a sentence each."""
    found = {}
    for row in rows.sort_values("year").itertuples(index=False):
        key = (row.year, row.publisher == CUSTOMS, row.publisher)  # the Review first
        found.setdefault(key, []).append(row)
    notes = []
    for (year, _, publisher), group in sorted(found.items()):
        totals = [row for row in group if row.origin == WORLD]
        named = [row.origin for row in group if row.origin != WORLD]
        if not named:
            notes.append(f"{year}: {publisher} gives the total and no suppliers.")
        elif not totals:
            notes.append(
                f"{year}: {publisher} gives no total, so there are no shares (suppliers: "
                f"{_listed(named, word=str)})."
            )
        elif totals[0].note:
            notes.append(f"{year}: total of {publisher}: {totals[0].note}")
    return notes


def _per_cents(shares):
    """The shares as numbers, or a sentence on what is wrong with them."""
    if isinstance(shares, pd.DataFrame):
        if "share" not in shares:
            raise data.DataError("The table has no column 'share'. Take measures.supplier_shares.")
        shares = shares["share"]
    try:
        values = [float(share) for share in shares]
    except (TypeError, ValueError):
        raise data.DataError(f"Shares in per cent are needed, and {shares!r} was given.") from None
    if not values or any(math.isnan(value) or value < 0 for value in values):
        raise data.DataError("Every share must be a number of per cent, 0 or more.")
    if sum(values) > 100.5:  # rounded figures may add up to a little more
        raise data.DataError(
            f"The shares add up to {sum(values):.1f} per cent. Take one year of one publisher."
        )
    return values


def _place(given):
    """Latitude and longitude of a capital, or of the point that was given."""
    if isinstance(given, tuple) and len(given) == 2:
        try:
            lat, lon = float(given[0]), float(given[1])
        except (TypeError, ValueError):
            lat = lon = math.nan
        if -90 <= lat <= 90 and -180 <= lon <= 360:
            return lat, lon
        raise data.DataError(
            f"{given!r} is no place. Write (latitude, longitude) in degrees, such as (39.9, 116.4)."
        )
    rows = _table("places")
    rows = rows[rows["kind"] == "capital"].set_index("iso3")
    more = " For another place give (latitude, longitude)."
    _known(given, sorted(rows.index), "capital of", " in the table of places", more)
    return rows.at[given, "lat"], rows.at[given, "lon"]


def _known(given, allowed, what, where="", more=""):
    """Refuse what the tables do not have, and say what they have."""
    plain = given is None or isinstance(given, (str, numbers.Real))  # numpy's numbers too
    if not plain or given not in allowed:
        there = _listed(one for one in allowed if one is not None) or "none"
        raise data.DataError(f"There is no {what} {given!r}{where}. There are: {there}.{more}")


def _listed(values, word=repr):
    return ", ".join(word(value) for value in values)
