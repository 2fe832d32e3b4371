"""A store that is renewed, a folder that is written anew: what was there, and what is to be.

Whatever befalls a run, each file is one of the two, whole; and the next run brings the second.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests import datasets
from tests.builders import pair
from tests.running import fetch, run
from tradefiche.staging import PREFIX

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.builders import Record

Tree = dict[str, bytes]
DEPTS = ("20", "48", "59", "75")
_MANIFEST, _STORE = "manifest.json", "store.json"
_PLACES = [word for dept in ("48", "59", "75") for word in ("--dept", dept)]
COMMANDS: Mapping[str, tuple[str, ...]] = {
    "fetch": ("fetch",),
    "compute": ("compute", "--dept", "59", "--table", "totals", "-o", "totals.csv"),
    "facts": ("export", "--facts", "-o", "rows"),
    "chart": ("chart", "--dept", "59", "--kind", "balance", "-o", "charts"),
    "export": ("export", "--dept", "59", "--format", "csv", "--format", "xlsx", "-o", "data"),
    "fiche": ("fiche", "--dept", "59", "--pages", "essentiel", "-o", "fiche"),
    "batch": (
        "fiche", *_PLACES, "--pages", "essentiel", "--format", "html", "--jobs", "1",
        "-o", "fiches",
    ),
}  # fmt: skip
"""What is run; what stands after -o is below the ground's folder, and the store for `fetch`."""
_STORED = "store"


@dataclass
class Ground:
    """A folder with a store and outputs, as they were before a run and as they are after it.

    Attributes:
        folder: where runs work: `store` and the outputs are in it.
        zips: what `fetch` brings.
        before: the files before, by command.
        after: likewise, after it.
        between: likewise, of a run that still reads the store before; only where it was asked for.
    """

    folder: Path
    zips: tuple[Path, ...]
    before: dict[str, Tree]
    after: dict[str, Tree]
    between: dict[str, Tree] = field(default_factory=dict)

    @property
    def store(self) -> Path:
        """The store."""
        return self.folder / _STORED

    def words(self, command: str) -> list[str]:
        """Return the words of a command line."""
        words = list(COMMANDS[command])
        if "-o" in words:
            place = words.index("-o") + 1
            words[place] = str(self.folder / words[place])
        for path in self.zips if command == "fetch" else ():
            words += ["--from", str(path)]
        return [*words, "--data-dir", str(self.store)]

    def reset(self, *commands: str) -> None:
        """Let all be as before the runs of some commands; the others read the renewed store."""
        for command in {*commands} - {*self.after}:
            self._prepare(command)
        shutil.rmtree(self.folder, ignore_errors=True)
        _put(self.before["fetch"] if "fetch" in commands else self.after["fetch"], self.folder)
        for command in commands:
            _put(self.before[command], self.folder)

    def _prepare(self, command: str) -> None:
        self.after[command] = self._made(command, self.after["fetch"])
        self.before[command] = _aged(self.after[command], place_of(command))

    def race(self, command: str) -> None:
        """Allow what a run writes that has read the store before it is renewed."""
        if command not in self.between:
            self.between[command] = self._made(command, self.before["fetch"])

    def _made(self, command: str, store: Tree) -> Tree:
        shutil.rmtree(self.folder, ignore_errors=True)
        _put(store, self.folder)
        assert run(*self.words(command)).code == 0
        return contents(self.folder, place_of(command))

    def wrong(self, command: str, code: int | None = None) -> list[str]:
        """Return what is wrong with the files of a command: neither those before nor those after.

        The index of a batch that ended with 1 lists the fiches that there are.
        What a killed run left in the making is no fault; see `litter`.
        """
        before, after = self.before[command], self.after[command]
        allowed = (before, after, self.between.get(command, {}))
        there = contents(self.folder, place_of(command))
        found = [f"{name} is lost" for name in {*before} & {*after} - {*there}]
        for name, content in there.items():
            if Path(name).name == _MANIFEST:
                found += untrue(json.loads(content), there, place_of(command))
            elif _plain(name, content) not in [
                _plain(name, each.get(name)) for each in allowed
            ] and not (code == 1 and "index" in name):
                found.append(f"{name} is neither the former nor the new one")
        return found

    def missing(self, command: str) -> list[str]:
        """Return what is not as it must be after a whole run."""
        there, after = contents(self.folder, place_of(command)), self.after[command]
        found = [
            name
            for name in {*there, *after}
            if _plain(name, there.get(name)) != _plain(name, after.get(name))
        ]
        return sorted([*found, *litter(self.folder)])


def _put(tree: Tree, folder: Path) -> None:
    for name, content in tree.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _plain(name: str, content: bytes | None) -> object:
    """Return what a file says but for the clock: the store notes when a slice was replaced."""
    if Path(name).name == _STORE and content is not None:
        return json.loads(content)["held"]
    return content


def place_of(command: str) -> str:
    """Return the name of what a command writes."""
    words = COMMANDS[command]
    return words[words.index("-o") + 1] if "-o" in words else _STORED


def contents(folder: Path, place: str) -> Tree:
    """Return the files in a folder, or a single file, by their path from the one above."""
    top = folder / place
    paths = [top] if top.is_file() else sorted(path for path in top.rglob("*") if path.is_file())
    found = ((path.relative_to(folder).as_posix(), path) for path in paths)
    return {name: path.read_bytes() for name, path in found if not is_litter(name)}


def is_litter(name: str) -> bool:
    """Whether a name is of a file in the making, or of a lock."""
    last = Path(name).name
    return last.startswith(PREFIX) or last == ".lock"


def litter(folder: Path) -> list[str]:
    """Return what runs left in the making; the lock of a store stays for good."""
    found = [path.name for path in folder.rglob("*") if is_litter(path.name)]
    return [name for name in found if name != ".lock"]


def untrue(manifest: dict[str, Any], there: Tree, place: str) -> list[str]:
    """Return what a manifest of fiches says of files that are not so."""
    found = []
    for edition in manifest["editions"]:
        listed = [file for each in edition["territories"] for file in each["files"]]
        if edition["complete"]:
            listed += [file for file in (edition["index"], *edition["files"]) if file]
        for file in listed:
            content = there.get(f"{place}/{file['path']}", b"")
            if hashlib.sha256(content).hexdigest() != file["sha256"]:
                found.append(f"the manifest lists {file['path']}, which is another")
    return found


def prepared(folder: Path) -> Ground:
    """Make a ground: its store before and after a release that is revised; outputs as needed."""
    first = pair(folder / "first", _rows(1), release="202502")
    revised = pair(folder / "revised", _rows(2), release="202502")
    ground = Ground(folder / "work", tuple(revised), {}, {})
    for tree, zips in ((ground.before, first), (ground.after, revised)):
        assert fetch(ground.store, *zips).code == 0
        tree["fetch"] = contents(ground.folder, _STORED)
    return ground


def _rows(seed: int) -> list[Record]:
    return datasets.generate(seed, datasets.quarters((2024, 1), (2024, 4)), depts=DEPTS, rows=3)


def _aged(tree: Tree, place: str) -> Tree:
    """Return files as a former run may have left them: each differs, and is ours all the same."""
    aged = {name: content + b"\n" for name, content in tree.items()}
    for name in tree:
        if Path(name).name == _MANIFEST:
            manifest = json.loads(tree[name])
            for edition in manifest["editions"]:
                edition["inputs"]["digest"] = "0" * 64
                each = [file for entry in edition["territories"] for file in entry["files"]]
                for file in [*each, *filter(None, [edition["index"]]), *edition["files"]]:
                    content = aged[f"{place}/{file['path']}"]
                    file["sha256"] = hashlib.sha256(content).hexdigest()
                    file["bytes"], file["made_from"] = len(content), "0" * 64
            aged[name] = json.dumps(manifest).encode()
    return aged
