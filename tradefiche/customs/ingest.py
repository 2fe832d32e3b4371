"""Taking files into the store: all of what is asked, or nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tradefiche import files
from tradefiche.customs import ingest_report as findings
from tradefiche.customs.archives import intact, packages
from tradefiche.customs.downloads import with_arrivals
from tradefiche.customs.labels import Label, lacking, read_labels
from tradefiche.customs.manifest import Held, Source, write_manifest
from tradefiche.customs.records import read_records
from tradefiche.customs.releases import release_of
from tradefiche.customs.sample import SAMPLE_MARKER
from tradefiche.customs.store import WAIT_SECONDS, Store
from tradefiche.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tradefiche.customs.archives import Package
    from tradefiche.customs.downloads import Raw
    from tradefiche.customs.ingest_report import Finding
    from tradefiche.customs.manifest import Data, Manifest

_AROUND = 4
_KNOWN_LABELS = ("a129", "cpf4", "country")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run took in; nothing changed if the store held it all."""

    taken: tuple[Held, ...]
    findings: tuple[Finding, ...]
    data: Data

    @property
    def changed(self) -> bool:
        """Whether the store is another one than before."""
        return bool(self.taken)


def ingest(
    store: Store,
    paths: Sequence[Path],
    *,
    config_dirs: tuple[Path, ...],
    release: str | None = None,
    dry_run: bool = False,
    progress: Callable[[str], None] = lambda _: None,
    wait: float = WAIT_SECONDS,
) -> Outcome:
    """Read zips, text files and folders into the store.

    Args:
        store: where they go.
        paths: what to read; all of it is taken in, or nothing.
        config_dirs: folders of configuration, the user's first.
        release: month of the release (`2025-02`) of files that do not tell it themselves.
        dry_run: whether to read it all and leave the store as it is.
        progress: told the name of each file before it is read.
        wait: seconds to wait for another run that holds the store.

    Raises:
        NoInputError: a path is not there.
        DataError: a file is malformed, unsafe, or of another kind.
        BusyError: another run holds the store.
    """
    found = [package for path in paths for package in packages(path)]
    with store.locked(wait), store.swept():
        intake = Intake(store, found, config_dirs)
        intake.read(release, progress)
        return intake.outcome() if dry_run else intake.commit()


class Intake:
    """Packages on their way into a store, which the caller holds locked and swept.

    First `read`, then `commit`: until then the manifest names nothing of it.
    """

    def __init__(
        self, store: Store, found: Sequence[Package], config_dirs: tuple[Path, ...]
    ) -> None:
        from tradefiche.reference.countries import countries
        from tradefiche.reference.products import nomenclature
        from tradefiche.reference.territories import gazetteer

        self.store = store
        self.before = Store(store.folder)
        self.manifest = self.before.manifest
        self.data = _one_kind(found, self.manifest)
        self.arrivals = self.manifest.arrivals
        self.held: list[Held] = []
        self._found = found
        self._findings: dict[str, list[Finding]] = {}
        self._labels: list[Label] = []
        self._unlisted: set[tuple[str, str]] = set()
        self._gazetteer = gazetteer(config_dirs)
        products = nomenclature(config_dirs)
        units = (*self._gazetteer.units, self._gazetteer.monaco)
        self._known = {
            "department": frozenset(code for unit in units for code in unit.customs),
            "a129": frozenset(products.codes("a129")),
            "cpf4": frozenset(products.codes("cpf4")),
            "country": frozenset(countries(config_dirs).codes),
        }

    def read(self, release: str | None, progress: Callable[[str], None]) -> None:
        """Read all the packages; DataError (65) for what cannot be taken in."""
        for package in self._found:
            if package.data:
                progress(package.path.name)
                with intact(package.path):
                    self._take(package, release_of(package, release))

    def outcome(self) -> Outcome:
        """Return what is new in it, and what is to be said of it."""
        added = self._added()
        arrival = findings.of_arrival(added, self.before.view().slices, self.manifest.held)
        new = {held.source.sha256 for held in added}
        odd = [
            each for digest in self._findings if digest in new for each in self._findings[digest]
        ]
        return Outcome(tuple(added), (*odd, *arrival), self.data)

    def commit(self, raw: Sequence[Raw] = ()) -> Outcome:
        """Replace the manifest, which puts it all into the store at once; `raw` files with it."""
        outcome = self.outcome()
        kept = with_arrivals(self.manifest.raw, raw)
        if not outcome.changed:
            if kept != self.manifest.raw:
                write_manifest(self.store.folder, replace(self.manifest, raw=kept))
            return outcome
        grown = replace(
            self.manifest.with_held(list(outcome.taken)),
            data=self.data,
            labels=tuple(sorted({*self.manifest.labels, *self._labels})),
            arrivals=self.arrivals,
            unlisted=tuple(sorted({*self.manifest.unlisted, *self._unlisted})),
            raw=kept,
        )
        write_manifest(self.store.folder, grown)
        alone = findings.one_flow_alone(Store(self.store.folder).view().slices)
        return replace(outcome, findings=(*outcome.findings, *alone))

    def _take(self, package: Package, release: str | None) -> None:
        """Read the data files of a package and put their slices into the store."""
        with files.reading(package.path):
            digest = files.sha256(package.path)
        today = datetime.now(UTC).date().isoformat()
        source = Source(package.path.name, digest, today)
        self.arrivals += 1
        tally = findings.Tally(self._known, self._gazetteer)
        mine: dict[tuple[str, int, int], Held] = {}
        for entry in package.data:
            name = _shown(package, entry.name)
            records = read_records(name, entry.open)
            tally.add(records)
            for each in records.slices:
                held = Held(
                    flow=each.flow,
                    year=each.quarter.year,
                    quarter=each.quarter.number,
                    release=release,
                    uploaded=package.uploaded,
                    arrival=self.arrivals,
                    source=source,
                    file=self.store.put(each.frame, each.flow, each.quarter),
                    rows=each.frame.height,
                    value_eur=int(each.frame["value"].sum()),
                    mass_kg=int(each.frame["mass"].sum()),
                )
                key = (held.flow, held.year, held.quarter)
                if mine.setdefault(key, held).file != held.file:
                    raise DataError(
                        f"{name}: {held.flow}s of {held.when} stand in two files of the same "
                        "package, which differ"
                    )
        self._unlisted |= set(tally.unlisted)
        self._findings.setdefault(digest, []).extend(tally.findings(package.path.name))
        self.held += mine.values()
        for entry in package.labels:
            self._labels += lacking(
                read_labels(entry), {kind: self._known[kind] for kind in _KNOWN_LABELS}
            )

    def _added(self) -> list[Held]:
        """Return what the store does not hold yet, of one release the later upload only."""
        grown = self.manifest.with_held(self.held)
        before = {_content(held) for held in self.manifest.held}
        return [held for held in grown.held if _content(held) not in before]


def _content(held: Held) -> tuple[object, ...]:
    return (held.flow, held.when, held.release, held.file)


def _shown(package: Package, entry: str) -> str:
    path = package.path
    return str(path) if path.name == entry else f"{path}: {entry}"


def _marked(package: Package) -> bool:
    """Say whether a package is of the sample: its marker is inside, or in a folder around it.

    An unpacked zip has the marker beside the data file's folder, or above.
    """
    inside = any(name.rsplit("/", 1)[-1] == SAMPLE_MARKER for name in package.others)
    loose = all(entry.name == package.path.name for entry in package.data)
    near = list(package.path.absolute().parents)[:_AROUND]
    return inside or (loose and any((folder / SAMPLE_MARKER).is_file() for folder in near))


def _one_kind(found: Sequence[Package], manifest: Manifest) -> Data:
    """Return whether the packages are of the Customs or of the sample; the two never meet."""
    kinds: dict[Data, Package] = {}
    for package in found:
        if package.data:
            kinds["sample" if _marked(package) else "customs"] = package
    if len(kinds) > 1:
        raise DataError(f"{kinds['sample'].path}: synthetic sample data beside data of the Customs")
    data, package = next(iter(kinds.items()))
    if manifest.data not in (None, data):
        held = "the synthetic sample" if manifest.data == "sample" else "data of the Customs"
        raise DataError(
            f"{package.path}: the store holds {held}; the two never meet",
            hint="name another --data-dir",
        )
    return data
