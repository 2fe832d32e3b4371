"""Every number of a fiche's text against the tables of `export`, whatever the format.

A fiche comes as lines of text: a row of a table is one line, cell after cell. Rows of tables are
checked strictly, against the very cell of the very territory (see `rows`); what stands in
sentences and pictures, against the measures of the territory that the text speaks of there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.publication.exported import NUMBER, Findings, fits
from tests.publication.rows import tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.publication.exported import Place
    from tradefiche.language.typography import Lang

# Numbers that are no measure of the tables, and why. A pattern takes what it matches out of the
# text before numbers are sought.
EXEMPT = {
    r"\b(?:19|20)\d\d(?:Q[1-4])?(?:[-–]\d+)*\b": "years, quarters, dates, names of files",
    r"\b[A-Z]\d\d[A-Z]\b|\bA129\b|\bEU-?27\b": "codes of the nomenclature",
    r"\b[0-9a-f]{64}\b": "checksums",
    r"SHA-256(?: \w+)? \d|\b(?:Fichier|File) \d": "numbers of files",
    r"\d+ / \d+$": "page numbers",
    r"\(\d[\dAB]\d?\)|\b(?:département|département et région|région|code) (?:et région )?\d\d\d?\b":
        "codes of territories",
    r"\(2[AB]\)": "codes of the two parts of Corse",
    r"^(?:Figure|\d+ )\s?\d*": "numbers of figures and of points",
    r"\b\d+(?:ᵉʳ|ᵉ|st|nd|rd|th)\b(?: (?:des|of the) 18 régions)?"
    r"|\b100 (?:unités|départemental)\b":
        "ranks, days, ordinals: ranks have a test of their own",
    r"au \d\d\u00a0\w+|to \d\d\u00a0\w+|\d+ (?:juillet|July)": "days of the period",
    r"460\u202f000\u00a0€|€460,000": "the declaration threshold",
    r"50\u202f000\u00a0€|€50,000|au moins 0,4\u202f%|at least 0\.4%|100\u202f%(?=,)|100%(?=,)":
        "thresholds that notes and definitions name",
    r"(?:^|au-dessus de |above )(?:0[,.]4|50\u202f?%|1)(?=[,.]| ?$)":
        "thresholds of what is to be examined",
    r"(?:trois|règle|three|rule)\u00a0?: \d+": "how many are to be examined: has its own test",
    r"NA 2008|Licence Ouverte 2\.0|License 1\.1|tradefiche \d+\.\d+\.\d+|--\w+ \w+": "versions",
    r"= (?:€?[\d,.\u202f]+M?)(?:\u00a0M€|\u00a0€)?": "the key of the treemap's scale",
    r"est [\d,]+ fois plus grand|is [\d.]+ times larger": "the ratio of two blocks, for the blind",
    r"SWD\([\d ]*\) 352": "a document of the Commission",
    r"^[1-9]\d*(?:00|50)$": "ticks of the evolution's axis",
    r"^\d+[,.]\d(?=\d{1,3}[\u202f,]\d{3}[,.]\d$)": "what a PDF's text runs into the next number",
    r"\b183 Territoires": "how many Territoires d’industrie there are",
}  # fmt: skip


def checked(
    lines: Sequence[str], own: Place, above: Sequence[Place], lang: Lang, *, paper: bool = False
) -> Findings:
    """Check the text of one fiche.

    Args:
        lines: its text; a row of a table is one line.
        own: tables of its territory.
        above: those of its région and of France, if it is compared with them.
        lang: language of the text.
        paper: whether it is that of the pages, which have the first activities alone.
    """
    findings = Findings(lang, paper)
    places = [own, *above]
    lines = [_joined(line) for line in lines]
    taken = set(tables(lines, places, findings))
    for index, (line, current) in enumerate(_spoken_of(lines, places)):
        if index not in taken:
            _loose(line, current, lang, findings)
    return findings


def _joined(line: str) -> str:
    return re.sub(r"[ \t\n]+", " ", line).strip()


def _spoken_of(
    lines: Sequence[str], places: Sequence[Place]
) -> Iterator[tuple[str, Sequence[Place]]]:
    """Yield each line with the territories that it may speak of: a figure has one."""
    current: Sequence[Place] = places
    for index, line in enumerate(lines):
        if re.fullmatch(r"Figure \d+", line):
            title = " ".join(lines[index + 1 : index + 3])
            named = [p for p in places if title.startswith(p.names)]
            current = named[:1] or places
        elif line.startswith("Source"):
            yield line, current
            current = places
            continue
        yield line, current


def _loose(line: str, places: Sequence[Place], lang: Lang, findings: Findings) -> None:
    text = line
    for exempt in EXEMPT:
        text = re.sub(exempt, " ", text)
    number = NUMBER[lang]
    pattern = re.compile(
        rf"(?P<pct>(?:<|moins\s+de|less\s+than)\s*{number}|{number})[\u202f ]?%"
        rf"|(?:€)?(?P<bn>{number})(?:[\u00a0 ]Md€|bn)"
        rf"|(?:€)?(?P<mn>{number})(?:[\u00a0 ]M€|M\b)"
        rf"|(?P<eur>{number})\u00a0€|€(?P<eur_en>{number})"
        rf"|(?P<bare>(?<![\w,.])[<>]?{number}(?![\w,.]))"
    )
    for found in pattern.finditer(text):
        kind, digits = next((k, v) for k, v in found.groupdict().items() if v)
        if kind == "bare" and re.fullmatch(r"\d{1,2}", digits):
            continue  # numbers in pictures and lists, counts
        findings.loose += 1
        if digits.startswith(("<", ">", "moins", "less")):
            continue  # "less than": no value is printed
        if not any(fits(digits, p.readings[kind], findings.lang) for p in places):
            findings.faults.append(f"{line!r}: {found[0]} is in no table")
