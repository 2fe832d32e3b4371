"""Formats by file extension, and whether a path is meant as a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tradefiche import files
from tradefiche.errors import OutputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

_KNOWN = {
    ".csv", ".html", ".json", ".jsonl", ".parquet", ".pdf", ".png", ".pptx", ".svg", ".txt",
    ".xlsx", ".doc", ".docx", ".htm", ".jpg", ".md", ".ods", ".odt", ".tsv", ".xls", ".zip",
}  # fmt: skip
"""File extensions, also those of files that this program does not write."""


def format_of(output: Path | None, asked: str | None, formats: Iterable[str]) -> str:
    """Return the format asked for, else the one of the file's extension, else text.

    A folder, a device or pipe, and a name without extension accept any format.

    Raises:
        UsageError: no format has that extension, or it is not that of the format asked for.
    """
    ending = output.suffix.lower().removeprefix(".") if output else ""
    if output is None or not ending or files.is_folder(output) or files.is_stream(output):
        return asked or "text"
    meant = {"txt" if each == "text" else each: each for each in formats}
    if ending not in meant:
        endings = ", ".join(f".{each}" for each in sorted(meant))
        raise UsageError(
            f"{output.name!r} ends like nothing that is written here", hint=f"use {endings}"
        )
    if asked not in (None, meant[ending]):
        raise UsageError(
            f"{asked} is asked for, and {output.name!r} is the name of another kind of file",
            hint="let the name's ending choose the format, or make the two agree",
        )
    return meant[ending]


def is_folder(output: Path | None) -> bool:
    """Whether a path is meant as a folder: it is one, or has no known file extension."""
    return output is not None and (files.is_folder(output) or output.suffix.lower() not in _KNOWN)


def dialect_of_csv(dialect: str, *, csv: bool) -> None:
    """Raise UsageError for a dialect if no CSV is written."""
    if dialect != "standard" and not csv:
        raise UsageError(f"--csv-dialect {dialect} is for CSV", hint="add --format csv")


def output_folder(output: Path | None, *, sample: bool) -> Path:
    """Return the folder for outputs: the one named, else `out`, or `out-sample` for the sample.

    Raises:
        UsageError: the name is that of a file, or stands for stdout.
        OutputError: a file of that name exists.
    """
    if output is None:
        return Path("out-sample" if sample else "out")
    hint = "-o names a folder, in which each territory has its own"
    there = files.is_folder(output) or output.exists()
    if output == Path("-") or not (there or is_folder(output)):
        raise UsageError(f"{str(output)!r} is no name for a folder", hint=hint)
    if there and not output.is_dir():
        raise OutputError(f"{output} is a file", hint=hint)
    return output
