"""Build data/tables/energy_imports.csv: from whom China buys crude oil, coal and gas.

    python tools/build.py --raw FOLDER energy

The folder holds two files that are not part of the module, both in ``2-energy``:

``china_fossil_imports_by_origin_bp_ei_2017_2025.csv``
    China's column of the trade sheets of eight editions of the Statistical Review of World
    Energy (bp to the edition of 2022, the Energy Institute since). Each edition prints its last
    year only; the edition of 2025 was not found, so 2024 is missing there.
``china_gas_imports_bcm_2000_2025_ei2026.csv``
    Gas by pipeline and as LNG, by year, from the edition of 2026.

Only the main origins are kept: the Review is under copyright, and this is a short extract.
``tools/inputs/energy_press.csv`` is kept by hand: figures of China's customs as printed.
"""

import pandas as pd
from common import INPUTS, read, write

KEY = ["fuel", "year", "origin", "publisher"]
COLUMNS = ["fuel", "year", "origin", "value", "unit"]
COLUMNS += ["publisher", "sources", "confidence", "note"]
REVIEW = "2-energy/china_fossil_imports_by_origin_bp_ei_2017_2025.csv"
GAS = "2-energy/china_gas_imports_bcm_2000_2025_ei2026.csv"
CUSTOMS = "General Administration of Customs of China"
BP, EI = "bp", "Energy Institute"
SOURCES = {
    BP: "bp-2023-statistical-review-new-home",
    EI: "energy-institute-2026-statistical-review",
}
COPIES = {  # year of the data → where the workbook was found
    2017: "energy-data-2018-bp-copy",
    2018: "bp-stats-2019-bp-copy",
    2019: "pv-is-ready-2020-bp-copy",
    2020: "fossil-tracker-2021-bp-copy",
    2021: "energy-plots-2024-review-copy",
    2022: "energy-plots-2024-review-copy",
    2023: "energy-plots-2024-review-copy",
    2024: "energy-dashboard-2026-review-copy",
    2025: "energy-dashboard-2026-review-copy",
}
UNITS = {"Million tonnes": "Mt", "Billion cubic metres": "bcm", "Exajoules": "EJ"}
FUELS = {"crude": "crude", "coal": "coal", "lng": "lng", "pipeline_gas": "pipeline gas"}
TOTAL = "WLD"
ORIGINS = {
    "crude": ["RUS", "SAU", "IRQ", "ARE", "KWT", "USA", "WLD"],
    "coal": ["IDN", "RUS", "AUS", "MNG", "WLD"],
    "lng": ["AUS", "QAT", "RUS", "MYS", "IDN", "USA", "WLD"],
    "pipeline gas": ["TKM", "RUS", "KAZ", "UZB", "MMR", "WLD"],
}
NAMES = {
    "Total imports": TOTAL,
    "Australia": "AUS",
    "Indonesia": "IDN",
    "Iraq": "IRQ",
    "Kazakhstan": "KAZ",
    "Kuwait": "KWT",
    "Malaysia": "MYS",
    "Mongolia": "MNG",
    "Myanmar": "MMR",
    "Qatar": "QAT",
    "Russia": "RUS",
    "Saudi Arabia": "SAU",
    "Turkmenistan": "TKM",
    "UAE": "ARE",
    "US": "USA",
    "Uzbekistan": "UZB",
}
SERIES = "From the yearly series of the edition of 2026, which has {} for 2023."
NOTES = {  # fuel, year, origin → where the Review does not fit what stands beside it
    ("crude", 2025, TOTAL): "The edition seems to count oil transhipped in Malaysia by its likely "
    "origin: its 'Other Asia Pacific' falls from 56.2 (2023) to 1.3, its 'Other Middle East' "
    "rises from 49.6 to 127.1.",
    ("lng", 2022, TOTAL): "The edition of 2026 has 87.0 for this year.",
    ("lng", 2022, "RUS"): "Does not fit the 6.5 Mt of China's customs, which would be near 8.9.",
    ("pipeline gas", 2021, "RUS"): "Does not fit the 10.39 that Gazprom says it delivered.",
}


def build(raw):
    """Put the Review's extract and the customs' figures together; write the table."""
    press = read(INPUTS / "energy_press.csv")
    press = press.assign(year=press["year"].astype(int), publisher=CUSTOMS)
    table = pd.concat([review(raw), gas_2024(raw), press])
    table = table.sort_values(KEY)
    if (table.groupby(["fuel", "publisher"])["unit"].nunique() > 1).any():
        raise SystemExit("Two units in the series of one fuel and publisher.")
    write("energy_imports", table[COLUMNS], KEY)


def review(raw):
    """The main origins and the total, one edition a year. Coal of 2018 has another unit: left."""
    sheet = pd.read_csv(raw / REVIEW)
    sheet = sheet[sheet["fuel"].isin(FUELS) & sheet["unit"].isin(UNITS)]
    sheet = sheet.assign(
        fuel=sheet["fuel"].map(FUELS),
        unit=sheet["unit"].map(UNITS),
        origin=sheet["origin"].map(NAMES),
        publisher=sheet["edition"].map(lambda e: BP if e.startswith("bp") else EI),
    )
    wanted = {(fuel, origin) for fuel, origins in ORIGINS.items() for origin in origins}
    pairs = pd.Series(list(zip(sheet["fuel"], sheet["origin"], strict=True)), sheet.index)
    sheet = sheet[pairs.isin(wanted) & sheet["value"].notna()]
    sheet["note"] = [NOTES.get((r.fuel, r.year, r.origin), "") for r in sheet.itertuples()]
    return finish(sheet)


def gas_2024(raw):
    """Gas of 2024, for which no edition with origins was found: totals, and Russia's pipeline."""
    years = pd.read_csv(raw / GAS).set_index("year")
    columns = [
        ("pipeline gas", TOTAL, "Pipeline imports"),
        ("pipeline gas", "RUS", "Russian Federation"),
        ("lng", TOTAL, "LNG imports"),
    ]
    rows = [
        {"fuel": fuel, "origin": origin, "value": years.loc[2024, column]}
        | {"note": SERIES.format(f"{years.loc[2023, column]:.2f}")}
        for fuel, origin, column in columns
    ]
    return finish(pd.DataFrame(rows).assign(year=2024, unit="bcm", publisher=EI))


def finish(frame):
    """Two decimals, or one where the edition has no more, and who published it."""
    who = frame["publisher"].map(SOURCES) + ";" + frame["year"].map(COPIES)
    value = [
        f"{row.value:.1f}" if row.year == 2022 and row.fuel != "coal" else f"{row.value:.2f}"
        for row in frame.itertuples()
    ]
    return frame.assign(value=value, sources=who, confidence="verified")
