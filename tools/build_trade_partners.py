"""Build data/tables/trade_partners.csv: China's and Russia's trade with main partners.

    python tools/build.py --raw FOLDER trade_partners

The folder holds files that are not part of the module (their owners limit re-publication in
bulk; ``data/sources.json`` says where they come from), all in ``1-trade``:

``imf_dots_chn_rus_all_partners_1960_2020.csv``
    IMF Direction of Trade Statistics; columns reporter, partner, flow, year, usd_millions.
``comtrade_china_total_trade_2014_2024.csv``
    UN Comtrade, China's imports and exports, all partners; in dollars.
``comtrade_monthly_china_russia_both_flows_2017_2024.csv``
    UN Comtrade, China as reporter, months; in billion dollars.

``tools/inputs/trade_partners_press.csv`` is kept by hand: totals that Russia's customs gave
after detailed publication had stopped, as the press printed them.
"""

import pandas as pd
from common import INPUTS, write

KEY = ["year", "reporter", "partner", "flow", "publisher"]
COLUMNS = ["year", "reporter", "partner", "flow", "usd_bn"]
COLUMNS += ["publisher", "sources", "confidence", "note"]
FIRST, LAST_IMF = 1992, 2020  # before 1992 the partner is the USSR
REPORTERS = {"China, P.R.: Mainland": "CHN", "Russian Federation": "RUS"}
FLOWS = {"export_fob": "exports", "import_cif": "imports"}
WORLD = "WLD"
IMF_NAMES = {
    "World": WORLD,
    "Australia": "AUS",
    "Belarus, Rep. of": "BLR",
    "Brazil": "BRA",
    "China, P.R.: Hong Kong": "HKG",
    "China, P.R.: Mainland": "CHN",
    "France": "FRA",
    "Germany": "DEU",
    "India": "IND",
    "Italy": "ITA",
    "Japan": "JPN",
    "Kazakhstan, Rep. of": "KAZ",
    "Korea, Rep. of": "KOR",
    "Malaysia": "MYS",
    "Netherlands, The": "NLD",
    "Poland, Rep. of": "POL",
    "Russian Federation": "RUS",
    "Saudi Arabia": "SAU",
    "Taiwan Province of China": "TWN",  # the IMF's name; the module says Taiwan
    "Turkey": "TUR",
    "Ukraine": "UKR",
    "United Kingdom": "GBR",
    "United States": "USA",
    "Vietnam": "VNM",
}
PARTNERS = {
    "CHN": {"USA", "JPN", "KOR", "HKG", "TWN", "DEU", "AUS", "VNM", "MYS", "BRA", "IND", "RUS"}
    | {"SAU", "GBR", "KAZ", WORLD},
    "RUS": {"CHN", "DEU", "NLD", "ITA", "TUR", "BLR", "UKR", "KAZ", "USA", "JPN", "KOR", "POL"}
    | {"FRA", "GBR", "IND", WORLD},
}
NOWHERE = ["Countries & Areas not specified", "Special Categories"]
IMF = ("IMF", "imf-2022-direction-trade-statistics;direction-trade-map-2022-imf-copy")
COMTRADE = "UN Comtrade"
TOTALS = "un-2025-comtrade-china-reporter;cipf-comtrade-2025-china-total-copy"
MONTHS = "un-2025-comtrade-china-reporter;russia-china-relationship-2025-comtrade-copy"
NO_CIS = "Without the CIS: the IMF has no trade with Belarus, Kazakhstan or Ukraine for this year."
NO_BLR = "Belarus is missing in the IMF's file: the total is too small, shares are too large."
PART_BLR = "Belarus seems to be counted for a part of the year only."
HOLES = dict.fromkeys((1992, 1993), NO_CIS) | dict.fromkeys((2004, 2009, 2010), NO_BLR)
HOLES |= dict.fromkeys((2006, 2011), PART_BLR)
HOLES[2001] = "Belarus is missing and more seems to be: " + NO_BLR.split(": ")[1]
TWN = "The IMF's name for it is 'Taiwan Province of China'."


def build(raw):
    """Put the parts together, one publisher beside every figure; write the table."""
    folder = raw / "1-trade"
    press = pd.read_csv(INPUTS / "trade_partners_press.csv", keep_default_na=False)
    press["usd_bn"] = press["usd_bn"].map("{:.1f}".format)  # as it was printed
    table = pd.concat([imf(folder), china_world(folder), china_russia(folder), press])
    table = table.assign(confidence="verified").sort_values(KEY)
    write("trade_partners", table[COLUMNS], KEY)


def imf(folder):
    """Both reporters, 1992 to 2020, the partners of PARTNERS and the world."""
    dots = pd.read_csv(folder / "imf_dots_chn_rus_all_partners_1960_2020.csv")
    dots = dots[dots["year"].between(FIRST, LAST_IMF)]
    dots = dots.assign(reporter=dots["reporter"].map(REPORTERS), flow=dots["flow"].map(FLOWS))
    lost = dots[dots["partner"].isin(NOWHERE)]
    lost = lost.groupby(["year", "reporter", "flow"])["usd_millions"].sum()
    dots["partner"] = dots["partner"].map(IMF_NAMES)
    wanted = {(reporter, p) for reporter, all_ in PARTNERS.items() for p in all_}
    pairs = pd.Series(list(zip(dots["reporter"], dots["partner"], strict=True)), dots.index)
    dots = dots[pairs.isin(wanted)]
    dots["note"] = [imf_note(row, lost) for row in dots.itertuples()]
    dots["usd_bn"] = (dots["usd_millions"] / 1000).map("{:.3f}".format)
    return dots.assign(publisher=IMF[0], sources=IMF[1]).drop(columns="usd_millions")


def imf_note(row, lost):
    """What a reader must know before dividing by this figure."""
    notes = []
    if row.reporter == "RUS" and row.partner in (WORLD, "BLR"):
        hole = HOLES.get(row.year, "")
        notes += [hole] if hole and (row.partner == WORLD or hole == PART_BLR) else []
    if row.partner == WORLD:
        unnamed = lost.get((row.year, row.reporter, row.flow), 0)
        if unnamed > 0.05 * row.usd_millions:
            notes.append(f"Of it {unnamed / 1000:.1f} is not allotted to any country.")
    if row.partner == "TWN":
        notes.append(TWN)
    return " ".join(notes)


def china_world(folder):
    """China's trade with all partners, 2014 to 2024, in newer revisions than the IMF's file."""
    totals = pd.read_csv(folder / "comtrade_china_total_trade_2014_2024.csv")
    names = {"imports_usd_china_reporter": "imports", "exports_usd_china_reporter": "exports"}
    totals = totals.rename(columns=names).melt("year", var_name="flow", value_name="usd")
    totals["usd_bn"] = (totals["usd"] / 1e9).map("{:.3f}".format)
    totals = totals.assign(reporter="CHN", partner=WORLD, publisher=COMTRADE, sources=TOTALS)
    return totals.assign(note="").drop(columns="usd")


def china_russia(folder):
    """China's trade with Russia, 2017 to 2024, summed from months: beside China's totals."""
    months = pd.read_csv(folder / "comtrade_monthly_china_russia_both_flows_2017_2024.csv")
    months["year"] = months["date"].str[:4].astype(int)
    if set(months.groupby("year").size()) != {12}:
        raise SystemExit("UN Comtrade's file of months: a year without twelve months.")
    names = {"CHN_exp_to_RUS_bn": "exports", "RUS_exp_to_CHN_bn": "imports"}
    years = months.groupby("year")[list(names)].sum().rename(columns=names).reset_index()
    years = years.melt("year", var_name="flow", value_name="usd_bn")
    years["usd_bn"] = years["usd_bn"].map("{:.3f}".format)
    years = years.assign(reporter="CHN", partner="RUS", publisher=COMTRADE, sources=MONTHS)
    return years.assign(note="Sum of twelve months, as revised later.")
