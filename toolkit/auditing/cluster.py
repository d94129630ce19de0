"""Beyond one machine: the same examination on a Dask cluster, the files' bytes sent along.

A worker needs this version of the toolkit and nothing else: no shared folder, no models of its
own. Each batch of files is examined there under the same supervisor as here, so that a file costs
only itself; a machine that is lost costs nothing, its batches go to another.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Generator, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from toolkit import __version__
from toolkit.auditing.run import JOB
from toolkit.batch.folder import Found, content
from toolkit.batch.records import Settings
from toolkit.carried import data_folder, data_folders
from toolkit.errors import Code, InputError, ToolkitError, UsageError
from toolkit.isolation.supervise import Bounds, Done, Failure, run
from toolkit.output import write_atomically
from toolkit.schools.mapping import Settled

MODELS = "model_policies"
BATCH = 16  # files: a worker process's start then costs each 0.05 s
AHEAD = 2  # batches a thread that wait at the workers, and no more in this machine's memory
RETRIES = 3
CONNECTING = 20  # seconds

Outcome = Done | Failure


@dataclass(frozen=True, slots=True)
class Parcel:
    """A batch of files with all that examining them takes. `models` are the user's own, by path."""

    version: str
    settings: Settings
    files: tuple[tuple[Found, bytes], ...]
    models: Mapping[str, bytes]
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class Returned:
    """What a file came to, and the page that was written for it."""

    found: Found
    outcome: Outcome
    page: bytes | None = None


def run_on_cluster(
    scheduler: str, todo: Sequence[Found], settings: Settings, bounds: Bounds
) -> Generator[tuple[Found, Outcome], None, None]:
    """Yield each file with what it came to, as `supervise.run` does; pages are written here.

    Raises UsageError where Dask is not installed or no scheduler answers, OutputError where a
    page cannot be written.
    """
    out, most = Path(settings.out), settings.options.limits.file_bytes
    with _client(scheduler) as client, client.get_executor(retries=RETRIES, pure=False) as executor:
        models = _models(settings)
        waiting = _sent(_batches(todo, _threads(client)), settings, models, bounds, most)
        for returned in _gathered(executor, waiting, AHEAD * _threads(client)):
            if returned.page is not None and isinstance(returned.outcome, Done):
                write_atomically(out / returned.outcome.value.record.report, returned.page)
            yield returned.found, returned.outcome


def examined(parcel: Parcel) -> list[Returned]:
    """Examine a batch (on a worker of the cluster)."""
    if parcel.version != __version__:
        raise UsageError(
            f"a worker runs policy-toolkit {__version__}, this is {parcel.version}; install the "
            "same version everywhere"
        )
    with tempfile.TemporaryDirectory(prefix="policy-toolkit-") as home:
        root = Path(home)
        settings = _unpacked(parcel, root)
        names = {found.name: found for found, _ in parcel.files}
        todo = [_landed(root, number, *file) for number, file in enumerate(parcel.files)]
        outcomes = run(
            JOB,
            todo,
            shared=settings,
            bounds=parcel.bounds,
            name=lambda found: found.name,
            folder=root,
        )
        return [
            Returned(names[found.name], outcome, _page(root, outcome))
            for found, outcome in outcomes
        ]


def _client(scheduler: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise UsageError(
            'Dask is not installed; install it with: pip install "policy-toolkit[dask]"'
        ) from error
    try:
        client: Any = Client
        return client(scheduler, timeout=CONNECTING)
    except (OSError, ValueError, TimeoutError) as error:
        raise UsageError(
            f"{scheduler}: no Dask scheduler answers there; check the address and that it runs"
        ) from error


def _threads(client: Any) -> int:
    return sum(client.nthreads().values()) or 1


def _batches(todo: Sequence[Found], threads: int) -> Iterator[Sequence[Found]]:
    """Cut the work so that every thread has several batches, but none is too small."""
    size = max(1, min(BATCH, len(todo) // (threads * AHEAD)))
    for at in range(0, len(todo), size):
        yield todo[at : at + size]


def _sent(
    batches: Iterator[Sequence[Found]],
    settings: Settings,
    models: Mapping[str, bytes],
    bounds: Bounds,
    most: int,
) -> Iterator[Parcel | list[Returned]]:
    """Make parcels, read as they are sent; what cannot be read here is examined here."""
    for batch in batches:
        read = [(found, content(found.path, most)) for found in batch]
        here = [found for found, data in read if data is None]
        if here:
            outcomes = run(JOB, here, shared=settings, bounds=bounds, name=lambda f: f.name)
            yield [Returned(found, outcome) for found, outcome in outcomes]
        files = tuple((found, data) for found, data in read if data is not None)
        if files:
            yield Parcel(__version__, settings, files, models, bounds)


def _gathered(
    executor: Executor, waiting: Iterator[Parcel | list[Returned]], most: int
) -> Iterator[Returned]:
    """Keep the cluster busy with a bounded number of parcels; yield what comes back."""
    sent: dict[Future[list[Returned]], Parcel] = {}
    again: list[Parcel] = []
    while True:
        while len(sent) < most and (parcel := again.pop() if again else next(waiting, None)):
            if isinstance(parcel, Parcel):
                sent[executor.submit(examined, parcel)] = parcel
            else:
                yield from parcel
        if not sent:
            return
        for future in wait(sent, return_when=FIRST_COMPLETED).done:
            parcel = sent.pop(future)
            try:
                yield from future.result()
            except ToolkitError:
                raise
            except Exception:  # Dask's own: the worker was lost again and again
                if len(parcel.files) > 1:
                    again += [replace(parcel, files=(file,)) for file in parcel.files]
                else:
                    yield _lost(parcel.files[0][0])


def _lost(found: Found) -> Returned:
    error = InputError(
        Code.WORKER_DIED,
        f"{found.name}: every worker of the cluster that read it was lost; run again, and if it "
        "happens again open the file and save it afresh",
    )
    return Returned(found, Failure(error, "lost on the cluster"))


# --- what a worker needs ------------------------------------------------------------------------


def _models(settings: Settings) -> dict[str, bytes]:
    """Read the models that a worker would not have: the user's own, and those given as files."""
    own = [folder for folder in data_folders(MODELS) if folder != data_folder(MODELS)]
    held = {f"{MODELS}/{p.relative_to(f).as_posix()}": p for f in own for p in f.glob("*/*.md")}
    named = [settings.model, *(settled.model for settled in settings.settled.values())]
    given = {name: Path(name) for name in named if name and Path(name).is_file()}
    return {name: path.read_bytes() for name, path in {**held, **given}.items()}


def _unpacked(parcel: Parcel, root: Path) -> Settings:
    """Lay the models out below a folder, and name them by where they are now."""
    places: dict[str, str] = {}
    for number, (name, data) in enumerate(parcel.models.items()):
        is_held = name.startswith(f"{MODELS}/")
        place = root / name if is_held else root / "given" / str(number) / Path(name).name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
        places[name] = str(place)
    settings = parcel.settings
    settled = {
        file: Settled(one.school, places.get(one.model or "", one.model))
        for file, one in settings.settled.items()
    }
    model = places.get(settings.model or "", settings.model)
    return replace(settings, out=str(root), model=model, settled=settled)


def _landed(root: Path, number: int, found: Found, data: bytes) -> Found:
    """Put a file's bytes where the worker can open them; it keeps the name it is shown by."""
    path = root / "files" / str(number)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    return replace(found, path=str(path))


def _page(root: Path, outcome: Outcome) -> bytes | None:
    report: str | None = outcome.value.record.report if isinstance(outcome, Done) else None
    if report is None:
        return None
    with contextlib.suppress(OSError):
        return (root / report).read_bytes()
    return None
