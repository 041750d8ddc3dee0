"""Build data/tables/arms.csv: arms transfers between Russia and China, a short SIPRI extract.

    python tools/build.py --raw FOLDER arms

The folder holds two files that are not part of the module, both in ``5-arms``:

``sipri_tiv_russia_exports_to_china_1990_2024.csv``
    SIPRI's own export of 13 February 2026: Russia's exports to China and to all, by year.
``sipri_china_imports_by_supplier_2000_2023.csv``
    China's imports by supplier, added up from SIPRI's register as exported on 3 January 2025.

SIPRI revises all years with each edition, so the two never stand in one series: the column
``edition`` tells them apart.
"""

import pandas as pd
from common import write

EXPORTS = "5-arms/sipri_tiv_russia_exports_to_china_1990_2024.csv"
REGISTER = "5-arms/sipri_china_imports_by_supplier_2000_2023.csv"
HEADER_LINES = 9  # SIPRI's notes above the column names
FIRST = 1992  # no deliveries are listed for Russia before; the Soviet Union stands apart
SIPRI = "sipri-2026-arms-transfers-database;"
COLUMNS = ["year", "supplier", "recipient", "tiv_m", "edition", "sources", "confidence", "note"]


def build(raw):
    """Turn the wide export into rows, add the register's sums; write the table."""
    table = pd.concat([exports(raw), imports(raw)])
    table = table.sort_values(["supplier", "recipient", "edition", "year"]).assign(note="")
    write("arms", table[COLUMNS])


def exports(raw):
    """Russia's exports to China and to all recipients, as SIPRI prints them."""
    wide = pd.read_csv(raw / EXPORTS, skiprows=HEADER_LINES)
    names = {"China": "CHN", "Total exports from Russia": "WLD"}
    wide["recipient"] = wide["Recipient"].map(names)
    years = [c for c in wide.columns if c.isdigit() and int(c) >= FIRST]
    rows = wide.melt("recipient", years, var_name="year", value_name="tiv_m").dropna()
    return rows.assign(
        year=rows["year"].astype(int),
        tiv_m=rows["tiv_m"].astype(int),
        supplier="RUS",
        edition="2026-02-13",
        sources=SIPRI + "russia-china-relationship-2025-comtrade-copy",
        confidence="verified",
    )


def imports(raw):
    """China's imports from Russia and from all suppliers, whole TIV millions."""
    register = pd.read_csv(raw / REGISTER)
    register.columns = ["year", "supplier", "tiv_m"]
    russia = register[register["supplier"] == "Russia"].assign(supplier="RUS")
    world = register.groupby("year", as_index=False)["tiv_m"].sum().assign(supplier="WLD")
    rows = pd.concat([russia, world])
    return rows.assign(
        tiv_m=rows["tiv_m"].round().astype(int),
        recipient="CHN",
        edition="2025-01-03",
        sources=SIPRI + "global-arms-trade-2025-sipri-copy",
        confidence="derived",
    )
