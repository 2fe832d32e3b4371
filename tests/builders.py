"""Customs files built without the package: records, texts, label files, zips as published.

Nothing here imports ``tradefiche``: what the reader believes about the format and what these
files are must agree without one being derived from the other.
"""

from __future__ import annotations

import codecs
import stat
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

Date = tuple[int, int, int, int, int, int]
BUILT: Date = (2025, 2, 7, 8, 0, 0)
FLOW_WORD = {"E": "export", "I": "import"}


@dataclass(frozen=True, slots=True)
class Record:
    """One line of a regional file, right unless told otherwise; the codes are the Customs' own."""

    flow: str = "E"
    quarter: int = 1
    year: int = 2024
    dept: str = "59"
    a129: str = "A01Z"
    cpf4: str = "0111"
    country: str = "DE"
    value: int = 1000
    mass: int | None = 10
    region: str | None = None

    def line(self) -> str:
        """Return the ten fields in the file's order."""
        region = self.region or CUSTOMS_REGION.get(self.dept, "00")
        mass = "" if self.mass is None else str(self.mass)
        return (
            f"{self.flow};{self.quarter};{self.year};{self.dept};{region};"
            f"{self.a129};{self.cpf4};{self.country};{self.value};{mass}"
        )


@dataclass(frozen=True, slots=True)
class Member:
    """One entry of a zip."""

    name: str
    data: bytes
    date: Date = BUILT
    symlink: bool = False
    stored: bool = False


def year_of(year: int = 2024, flows: str = "EI", *, value: int = 1000) -> list[Record]:
    """Return a least year: one département, one record a quarter and flow."""
    return [Record(flow, q, year, value=value * q) for flow in flows for q in (1, 2, 3, 4)]


def text(
    lines: Iterable[Record | str],
    *,
    newline: str = "\r\n",
    bom: bool = False,
    blank_end: bool = False,
    encoding: str = "utf-8",
) -> bytes:
    """Return a text as the Customs write it: no header, one record a line, the last one ended."""
    rows = [line.line() if isinstance(line, Record) else line for line in lines]
    body = "".join(row + newline for row in rows) + (newline if blank_end else "")
    return (codecs.BOM_UTF8 if bom else b"") + body.encode(encoding)


def write_zip(path: Path, members: Sequence[Member]) -> Path:
    """Write ``members`` in their order; the same members give the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for member in members:
            info = zipfile.ZipInfo(member.name, member.date)
            info.compress_type = zipfile.ZIP_STORED if member.stored else zipfile.ZIP_DEFLATED
            kind = stat.S_IFLNK | 0o777 if member.symlink else stat.S_IFREG | 0o644
            info.external_attr = kind << 16
            archive.writestr(info, member.data)
    return path


def labels(*, extra_a129: str = "", extra_countries: str = "", date: Date = BUILT) -> list[Member]:
    """Return the four label files with their true encodings, and the readme."""
    rows = {
        "Departement_region.txt": (DEPARTEMENTS, "utf-8"),
        "Libelle_A129.txt": (A129_LABELS + extra_a129, "utf-8-sig"),
        "Libelle_CPF4_rev2.1.txt": (CPF4_LABELS, "cp1252"),
        "Libelle_PAYS.txt": (COUNTRY_LABELS + extra_countries, "utf-8"),
        "LISEZ-MOI.txt": (README, "utf-8"),
    }
    return [
        Member(name, content.replace("\n", "\r\n").encode(encoding), date)
        for name, (content, encoding) in rows.items()
    ]


def latest_zip(
    folder: Path,
    flow: str,
    records: Iterable[Record | str],
    *,
    release: str = "202502",
    name: str | None = None,
    newline: str = "\r\n",
) -> Path:
    """Write the product *latest release* of one flow: a bare text, its labels, a readme."""
    path = folder / (name or f"{release}-stat-regional-ce-{FLOW_WORD[flow]}.zip")
    data = Member(f"REGIONAL_CPF4PAYS{flow}.txt", text(records, newline=newline))
    return write_zip(path, [data, *labels()])


def archive_zip(
    folder: Path,
    flow: str,
    year: int,
    records: Iterable[Record | str],
    *,
    release: str = "202502",
    name: str | None = None,
) -> Path:
    """Write the product *archive of a year* of one flow: everything in a folder of its own."""
    path = folder / (name or f"{release}-Regional-{year}-{FLOW_WORD[flow]}.zip")
    inside = f"Regional-{year}-{FLOW_WORD[flow]}/"
    data = Member(f"{inside}Region_{year}_{FLOW_WORD[flow].title()}.txt", text(records))
    beside = [Member(inside + m.name, m.data) for m in labels()]
    return write_zip(path, [data, *beside])


def pair(folder: Path, records: Sequence[Record], *, release: str = "202502") -> list[Path]:
    """Write one *latest release* zip for each flow that ``records`` hold."""
    flows = sorted({r.flow for r in records})
    return [
        latest_zip(folder, flow, [r for r in records if r.flow == flow], release=release)
        for flow in flows
    ]


def write(path: Path, data: bytes) -> Path:
    """Write bytes, making the folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


# The Customs' région of each département, as in their own list.
_REGIONS = {
    "01": "02 59 60 62 80",
    "03": "75 77 78 91 92 93 94 95",
    "04": "18 28 36 37 41 45",
    "05": "14 27 50 61 76",
    "07": "22 29 35 56",
    "08": "44 49 53 72 85",
    "09": "16 17 19 23 24 33 40 47 64 79 86 87",
    "12": "09 11 12 30 31 32 34 46 48 65 66 81 82",
    "13": "08 10 51 52 54 55 57 67 68 88",
    "16": "21 25 39 58 70 71 89 90",
    "18": "01 03 07 15 26 38 42 43 63 69 73 74",
    "21": "04 05 06 13 83 84 99",
    "22": "20",
    "24": "9A 9B 9C 9D 9E",
}
CUSTOMS_REGION = {dept: region for region, depts in _REGIONS.items() for dept in depts.split()}

DEPARTEMENTS = """\
59;Nord;01;Hauts-de-France
75;Paris;03;Ile-de-France
20;Corse;22;Corse
9D;Réunion;24;DOM
99;Principauté de Monaco;21;Provence-Alpes-Côte d'Azur
"""
A129_LABELS = """\
A01Z;Produits de la culture et de l’élevage;200901;999912
C10A;Viande et produits à base de viande;200901;999912
C30C;Produits de la construction aéronautique et spatiale;200901;999912
"""
CPF4_LABELS = """\
0111;Céréales (à l'exclusion du riz), légumineuses et oléagineux;201501;999912
0893;"Sel et chlorure de sodium pur ; eau de mer";201501;999912
2211;Pneumatiques | rechapage et resculptage de pneumatiques;201501;999912
"""
COUNTRY_LABELS = """\
DE;Allemagne;190001;999912
NA;Namibie;199001;999912
QU;Pays NDA;190001;199912
QU;Pays et territoires non déterminés;201201;999912
XK;Yougoslavie;199206;199212
XK;Kosovo;200506;999912
XS;Saba;190001;200505
XS;Serbie;200506;999912
"""
README = "Avertissement\n\nREGIONAL_CPF4PAYSE.txt : Jeu de données principal pour l'export.\n"
