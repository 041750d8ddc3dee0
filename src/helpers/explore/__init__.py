"""Explorers: pick something in the page, and see at once what the tables say about it.

Each shows native controls, a sentence, a table with bars or a curve, and what to keep in mind. It
needs a running kernel; a stored lesson keeps the first picture, its words and its table. Nothing
is computed in the page, and nothing that is picked is kept.
"""

from helpers import measures
from helpers.data import DataError


def dependence(fuel="crude", year=None, measure="share"):
    """Show from whom China buys a fuel, year by year.

    Parameters
    ----------
    fuel : str
        ``"crude"``, ``"coal"``, ``"lng"`` or ``"pipeline gas"``.
    year : int, optional
        The year to begin with; without it, the last one of the fuel.
    measure : str
        ``"share"`` (per cent of all imports), ``"amount"``, or ``"rank"`` (the order of the
        suppliers in each year).

    Returns
    -------
    Panel
        All three can be picked in the page. Below the table: the Herfindahl–Hirschman index, total,
        publisher, source, and what the table remarks. The shares are those of
        :func:`helpers.measures.supplier_shares`.

    Raises
    ------
    DataError
        If the table has no such fuel, year or measure; the sentence says what there is.

    Examples
    --------
    >>> dependence("coal", 2023)
    Explorer: from whom China buys fuel. Coal, 2023: Indonesia comes first of the 4 suppliers in
    the table, with 33.8\xa0% of China’s imports. Russia is second, with 27.1\xa0%.
    """
    from helpers.explore import energy
    from helpers.explore.panel import Panel

    _among(measure, energy.MEASURES, "measure")
    return Panel(energy.DEPENDENCE, {**_fuel(fuel, year), "measure": measure})


def without(supplier="RUS", fuel="crude", year=None):
    """Show what the others would have to deliver if one supplier of China were missing.

    Parameters
    ----------
    supplier : str
        ISO 3166 alpha-3, such as ``"RUS"``.
    fuel : str
        As in :func:`dependence`.
    year : int, optional
        The year to begin with; without it, the last one of the fuel.

    Returns
    -------
    Panel
        Supplier, fuel and year can be picked in the page. With a share s gone, the others have to
        deliver s ÷ (1 − s) more. A note says what the sum leaves out. Shares are of imports: the
        tables do not know how much China uses.

    Raises
    ------
    DataError
        If the table has no such supplier, fuel or year; the sentence says what there is.

    Examples
    --------
    >>> without("AUS", "coal", 2021).picked
    {'supplier': 'AUS', 'fuel': 'coal', 'year': 2021}
    """
    from helpers.explore import energy
    from helpers.explore.panel import Panel

    picked = _fuel(fuel, year)
    there = measures.supplier_shares(picked["fuel"], picked["year"])["origin"]
    where = f" of {measures.FUELS[fuel]} in {picked['year']} in the table"
    _among(supplier, sorted(there), "supplier", where)
    return Panel(energy.WITHOUT, {"supplier": supplier, **picked})


def votes(a="CHN", b="RUS", start=None, end=None, measure="identical"):
    """Show how alike two states vote in the United Nations, and votes on which they parted.

    Parameters
    ----------
    a, b : str
        Two states of the table ``un_agreement`` (ISO 3166 alpha-3).
    start, end : int, optional
        The years to begin with, both included; without them all years, from 1972.
    measure : str
        ``"identical"`` (the same vote), or ``"three_point"`` (½ where one abstained); see
        :func:`helpers.measures.agreement`.

    Returns
    -------
    Panel
        All five can be picked in the page. The curve counts all roll calls of the General Assembly
        in the data of Voeten and others; a year with fewer than 20 has no point. The list holds
        only the votes on Ukraine of the table ``un_resolutions``.

    Raises
    ------
    DataError
        If a state or a year is not in the table, both states are the same, or the years are the
        wrong way round.

    Examples
    --------
    >>> votes("CHN", "RUS", 1992, 2023).picked["start"]
    1992
    """
    from helpers.explore import un
    from helpers.explore.panel import Panel

    there = un.years()
    start = there[0] if start is None else start
    end = there[-1] if end is None else end
    for state in (a, b):
        _among(state, sorted(un.states()), "state", " in the table of votes in the UN")
    if a == b:
        raise DataError(f"Give two different states; {a!r} was given twice.")
    span = f" in the tables of votes. They go from {there[0]} to {there[-1]}"
    for year in (start, end):
        _among(year, there, "year", span, listed=False)
    if start > end:
        raise DataError(f"The years run from {start} to {end}. Give the earlier one as start.")
    _among(measure, un.MEASURES, "measure")
    picked = {"a": a, "b": b, "start": int(start), "end": int(end), "measure": measure}
    return Panel(un.KIND, picked)


def group(codes=("CHN", "RUS"), year=2023):
    """Show the weight in the world of a group of countries, and how alike its members vote.

    Parameters
    ----------
    codes : list of str
        ISO 3166 alpha-3, such as ``["CHN", "RUS", "IND"]``, or a column ``iso3``, such as
        ``data.members("BRICS", on=2024)["iso3"]``.
    year : int
        The year to begin with.

    Returns
    -------
    Panel
        Countries and year can be picked in the page: share of the world's people, of its GDP at
        market exchange rates and at purchasing power parity; of China's and of Russia's trade in
        goods, as far as the table of partners goes; average agreement of all pairs in the UN
        General Assembly, with the number of pairs that have a score.

    Raises
    ------
    DataError
        If a country or the year is not in the table ``economy``, one stands there twice, or there
        are more than 60.

    Examples
    --------
    >>> group(["CHN", "RUS"], 2023).picked
    {'codes': ['CHN', 'RUS'], 'year': 2023}
    """
    from helpers.explore import groups
    from helpers.explore.panel import Panel

    try:
        listed = [] if isinstance(codes, str) else list(codes)
    except TypeError:
        listed = []
    if not listed:
        raise DataError(f"A list of country codes is needed, and {codes!r} was given.")
    for code in listed:
        where = " in the table of economies. Codes are ISO 3166 alpha-3, such as 'CHN'"
        _among(code, groups.countries(), "country", where, listed=False)
    if len(set(listed)) < len(listed) or len(listed) > groups.MOST:
        raise DataError(f"Give each country once, and no more than {groups.MOST}.")
    there = groups.years()
    span = f" in the table of economies. It goes from {there[0]} to {there[-1]}"
    _among(year, there, "year", span, listed=False)
    return Panel(groups.KIND, {"codes": listed, "year": int(year)})


def _fuel(fuel, year):
    """A fuel and a year of it that exist, or a sentence."""
    rows = measures.supplier_shares(fuel) if year is None else measures.supplier_shares(fuel, year)
    return {"fuel": fuel, "year": int(rows["year"].max())}


def _among(given, allowed, what, where="", listed=True):
    """Refuse what is not there, and say what is."""
    try:
        there = given in allowed and not isinstance(given, (bool, float))
    except (TypeError, ValueError):  # a list, an array
        there = False
    if not there:
        there_are = f". There are: {', '.join(map(repr, allowed))}" if listed else ""
        raise DataError(f"There is no {what} {given!r}{where}{there_are}.")
