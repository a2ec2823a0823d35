"""Batches on several machines: Dask's, which the extra ``cluster`` installs.

Each machine has the program and the same packs; batches and verdicts travel, packs do not. A batch that was
with a machine that is gone is done again by another one.
"""

from collections.abc import Iterable, Iterator

import pyarrow as pa
from distributed import Client
from distributed.scheduler import KilledWorker

from advisor.batches.reading import BatchError
from advisor.batches.running import Work
from advisor.processes import AHEAD, Promise, in_order


def connected(address: str) -> Client:
    """The cluster whose scheduler is there. Raises ``BatchError``."""
    try:
        client: Client = Client(address, timeout="10s", set_as_default=False)  # type: ignore[no-untyped-call]
        return client
    except (OSError, ValueError) as error:
        raise BatchError(
            f"连不上“{address}”：请核对地址（如 tcp://主机:8786），看调度程序开着没有。"
        ) from error


def assess_on_cluster(
    work: Work, batches: Iterable[pa.RecordBatch], client: Client
) -> Iterator[pa.RecordBatch]:
    """The verdicts of each batch, in order. Raises as ``assess_batch`` does, and ``BatchError`` where one
    machine after another is lost over the same batch."""
    most = AHEAD * max(1, sum(client.ncores().values()))  # type: ignore[no-untyped-call]

    def begun(batch: pa.RecordBatch) -> Promise[pa.RecordBatch]:
        promise: Promise[pa.RecordBatch] = client.submit(_done, work, batch, pure=False)
        return promise

    try:
        yield from in_order(begun, iter(batches), most)
    except KilledWorker:
        raise BatchError(
            "几台机器都在算同一批时没有了，多半是内存不够。请看看各台机器，再试一次。"
        ) from None


def _done(work: Work, batch: pa.RecordBatch) -> pa.RecordBatch:
    """Done there; a pack once opened stays open (``packs``)."""
    return work.done(work.open_policy(), batch)
