"""A country on one page, from the tables: what a delegation needs to know before it speaks.

Only what a table holds is stated, each line with its date and its source. What no table holds is
left out; nothing is estimated.
"""

import html

import pandas as pd

from helpers import captions, data, sources, world
from helpers.data import DataError

VOTES = {"yes": "yes", "no": "no", "abstain": "abstained", "absent": "did not vote"}
PEERS = {"CHN": "China", "RUS": "Russia"}


class Sheet:
    """Facts about one country; shows itself in a cell, prints on a page, and is a table too.

    ``facts`` has the columns ``about``, ``says``, ``when``, ``sources`` (ids); ``votes`` has
    ``resolution``, ``date``, the country's own vote and those of China and Russia.
    """

    def __init__(self, title, lines, facts, votes):
        self.title, self.facts, self.votes, self._lines = title, facts, votes, lines

    def __repr__(self):
        said = [f"{f.about}: {f.says} ({f.when})" for f in self.facts.itertuples()]
        return "\n".join([self.title, *self._lines, *said])

    def _repr_html_(self):
        rows = "".join(
            f'<tr><th scope="row">{html.escape(f.about)}</th><td>{html.escape(f.says)}</td>'
            f"<td>{html.escape(f.when)}</td><td>{_links(f.sources)}</td></tr>"
            for f in self.facts.itertuples()
        )
        heads = "".join(f'<th scope="col">{h}</th>' for h in ["", "", "When", "Source"])
        page = f"<h3>{html.escape(self.title)}</h3>"
        page += "".join(f"<p>{html.escape(line)}</p>" for line in self._lines)
        page += f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        if len(self.votes):
            page += "<p><b>Votes in the General Assembly that our table holds</b></p>"
            page += captions.table(self.votes)
        return page.replace("\n", " ")


def country_sheet(iso3):
    """Put together what the tables know of a country.

    Names, capital, memberships with their dates, population and gross domestic product on both
    bases with the share of the world, trade with China and Russia where a table has it, its votes
    on Ukraine and related texts, and how often it votes like China and like Russia.

    Parameters
    ----------
    iso3 : str
        ISO 3166 alpha-3 code of a state in the table ``members``, such as ``"KAZ"``.

    Returns
    -------
    Sheet

    Raises
    ------
    DataError
        If the tables know no memberships of such a country; the sentence lists those they know.

    Examples
    --------
    >>> sheet = country_sheet("KAZ")
    >>> sheet.title
    'Kazakhstan · 哈萨克斯坦 · Казахстан'
    >>> sheet.facts.query("about == 'SCO'")["says"].tolist()
    ['founding member']
    """
    rows = data.table("members").query("iso3 == @iso3")
    if rows.empty:
        known = ", ".join(sorted(set(data.table("members")["iso3"])))
        raise DataError(f"There is no sheet for {iso3!r}. There is one for: {known}.")
    facts = [*_capital(iso3), *_seats(rows), *_size(iso3), *_trade(iso3), *_agreement(iso3)]
    named = world.names(iso3)
    title = " · ".join(dict.fromkeys(named[language] for language in ("en", "zh", "ru")))
    lines = [f"What the module's tables hold on {captions.day(data.as_of())}."]
    frame = pd.DataFrame(facts, columns=["about", "says", "when", "sources"])
    return Sheet(title, lines, frame, _votes(iso3))


def _capital(iso3):
    places = data.table("places").query("kind == 'capital' and iso3 == @iso3")
    return [("Capital", place["name"], "", place["sources"]) for _, place in places.iterrows()]


def _seats(rows):
    """One line a status, the present ones first."""
    today = pd.Timestamp(data.as_of())
    present = rows["until"].isna() | (rows["until"] > today)
    ordered = pd.concat([rows[present], rows[~present]])
    for row in ordered.itertuples():
        when = f"since {captions.day(row.since, row.precision)}"
        if not pd.isna(row.until):
            # `until` is the first day on which it no longer held.
            when = f"{captions.day(row.since, row.precision)} until {captions.day(row.until)}"
        yield row.body, row.status, when, row.sources


def _size(iso3):
    table = data.table("economy")
    own = table[table["iso3"] == iso3].set_index("year")
    whole = table[table["iso3"] == "WLD"].set_index("year")
    for column, about, unit in [
        ("population", "Population", "people"),
        ("gdp_usd_bn", "GDP at market exchange rates", "billion US dollars"),
        ("gdp_ppp_bn", "GDP at purchasing power parity", "billion international dollars"),
        ("goods_exports_usd_bn", "Exports of goods to all countries", "billion US dollars"),
    ]:
        both = pd.concat([own[column], whole[column]], axis=1, keys=["own", "world"]).dropna()
        if both.empty:
            continue
        year = both.index[-1]
        share = both.loc[year, "own"] / both.loc[year, "world"] * 100
        says = f"{both.loc[year, 'own']:,.0f} {unit}, {share:.1f} per cent of the world"
        yield about, says, str(year), own.loc[year, "sources"]


def _trade(iso3):
    table = data.table("trade_partners")
    for reporter, name in PEERS.items():
        rows = table[(table["reporter"] == reporter) & (table["partner"] == iso3)]
        if rows.empty:
            continue
        last = rows[rows["year"] == rows["year"].max()].set_index("flow")
        says = " and ".join(
            f"{last.loc[flow, 'usd_bn']:,.1f} billion US dollars {way} {name}"
            for flow, way in [("imports", "sold to"), ("exports", "bought from")]
            if flow in last.index
        )
        about = f"Goods traded with {name}, as {name} counts"
        yield about, says, str(last["year"].iloc[0]), last["sources"].iloc[0]


def _agreement(iso3):
    table = data.table("un_agreement").dropna(subset=["identical"])
    for peer, name in PEERS.items():
        pair = sorted([iso3, peer])
        rows = table[(table["a"] == pair[0]) & (table["b"] == pair[1])]
        if rows.empty or peer == iso3:
            continue
        last = rows.loc[rows["year"].idxmax()]
        says = f"the same vote in {last['identical'] * 100:.0f} per cent of {last['votes']} votes"
        about = f"General Assembly, with {name}"
        yield about, says, str(last["year"]), last["sources"]


def _votes(iso3):
    """Its votes in the Assembly beside those of China and Russia; without a vote no line."""
    wide = data.table("un_votes").pivot(index="symbol", columns="iso3", values="vote")
    if iso3 not in wide:
        return pd.DataFrame()
    about = data.table("un_resolutions").set_index("symbol")
    about = about[about["body"] == "UNGA"]
    shown = wide.loc[wide.index.intersection(about.index)].dropna(subset=[iso3])
    shown = shown.assign(date=about["date"]).sort_values("date", ascending=False)
    columns = dict.fromkeys([iso3, "CHN", "RUS"])
    out = shown[list(columns)].apply(lambda votes: votes.map(VOTES).fillna("not in our table"))
    out.columns = [world.name(code) for code in columns]
    out.insert(0, "Resolution", out.index.str.removeprefix("A/RES/"))
    out.insert(1, "Date", shown["date"])
    return out.reset_index(drop=True)


def _links(ids):
    """The first two sources as links; a sheet has to fit a page."""
    found = [sources.get(i) for i in ids.split(";")[:2] if i]
    return "; ".join(
        f'<a href="{html.escape(item["URL"])}">{html.escape(sources.short(item["id"]))}</a>'
        for item in found
    )
