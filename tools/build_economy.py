"""Build data/tables/economy.csv: size of economies, people, trade, military spending, 1990 to 2025.

    python tools/build.py --raw FOLDER economy

``FOLDER/3-wdi`` holds seven series of the World Bank's World Development Indicators, one CSV file
each, with the columns Country Name, Country Code, Year, Value. Countries are those that the
module can draw, and the world as a whole (``WLD``); the World Bank's regions are left out.

The series of total GDP at purchasing power parity is not in that folder. The table multiplies
GDP per head at purchasing power parity by the number of people that the World Bank divided by,
which is GDP over GDP per head at market rates. For Russia and Ukraine since 2014 and a few more
that is not the population it prints; the product agrees with the World Bank's own total, the
population would be 2 per cent off for Russia.
"""

import pandas as pd
from common import write

from helpers import world

SERIES = {
    "gdp_usd_bn": "ny.gdp.mktp.cd",
    "population": "sp.pop.totl",
    "gdp_per_head_usd": "ny.gdp.pcap.cd",
    "gdp_per_head_ppp": "ny.gdp.pcap.pp.cd",
    "military_share_gdp": "ms.mil.xpnd.gd.zs",
    "goods_exports_usd_bn": "tx.val.mrch.cd.wt",
    "goods_imports_usd_bn": "tm.val.mrch.cd.wt",
}
DECIMALS = {
    "gdp_usd_bn": 3,
    "gdp_ppp_bn": 3,
    "population": 0,
    "gdp_per_head_usd": 1,
    "gdp_per_head_ppp": 1,
    "military_share_gdp": 2,
    "goods_exports_usd_bn": 3,
    "goods_imports_usd_bn": 3,
}
FIRST, LAST = 1990, 2025


def build(raw):
    """Write the table from the seven series below the folder `raw`."""
    wide = pd.concat(
        {name: series(raw / "3-wdi" / f"{code}.csv") for name, code in SERIES.items()}, axis=1
    )
    for column in ("gdp_usd_bn", "goods_exports_usd_bn", "goods_imports_usd_bn"):
        wide[column] /= 1e9
    people_bn = wide["gdp_usd_bn"] / wide["gdp_per_head_usd"]
    people_bn = people_bn.fillna(wide["population"] / 1e9)
    wide["gdp_ppp_bn"] = wide["gdp_per_head_ppp"] * people_bn
    table = pd.DataFrame(
        {name: wide[name].map(lambda v, d=d: text(v, d)) for name, d in DECIMALS.items()}
    )
    table["sources"] = "world-bank-2026-wdi"
    table["confidence"] = "verified"
    table["note"] = ""
    write("economy", table.sort_index().reset_index())


def series(file):
    """One file → the values by country and year."""
    read = pd.read_csv(file).rename(columns={"Country Code": "iso3", "Year": "year"})
    wanted = read["iso3"].isin([*world.codes(), "WLD"]) & read["year"].between(FIRST, LAST)
    return read[wanted].set_index(["iso3", "year"])["Value"]


def text(value, decimals):
    """A number as it stands in the table; an empty cell where the World Bank has none."""
    return "" if pd.isna(value) else f"{value:.{decimals}f}"
