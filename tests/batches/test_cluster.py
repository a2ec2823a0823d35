"""Several machines: nobody lost, nobody twice, though one of them goes."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from advisor.batches.batch import assess_batch
from advisor.batches.reading import BatchError
from advisor.batches.running import Work
from advisor.cli.commands import main
from tests.batches.test_running import HERE, POLICY, crowd
from tests.people import AS_OF

cluster = pytest.importorskip("advisor.batches.cluster")
distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def machines() -> Iterator[Any]:
    """Two processes that know each other as machines would."""
    with distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        dashboard_address=None,
        silence_logs=60,
    ) as found:
        yield found


def test_a_machine_that_goes_midway_takes_nobody_with_it(
    machines: Any,
) -> None:
    people = crowd(300)
    batches = [people.slice(start, 15) for start in range(0, 300, 15)]
    client = cluster.connected(machines.scheduler_address)
    pids = list(client.run(os.getpid).values())
    assert os.getpid() not in pids
    found: list[pa.RecordBatch] = []
    for verdicts in cluster.assess_on_cluster(Work(HERE, AS_OF), batches, client):
        if not found:
            os.kill(pids[0], signal.SIGKILL)
        found.append(verdicts)
    assert len(found) == len(batches)
    expected = assess_batch(POLICY, people, AS_OF)
    assert pa.Table.from_batches(found).combine_chunks() == pa.Table.from_batches([expected])
    client.close()


def test_a_cluster_that_is_not_there_is_told(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*arguments: object, **named: object) -> None:
        raise OSError

    monkeypatch.setattr(cluster, "Client", refused)
    with pytest.raises(BatchError, match="连不上“tcp://nowhere:1”"):
        cluster.connected("tcp://nowhere:1")
    source = tmp_path / "people.parquet"
    pq.write_table(pa.Table.from_batches([crowd(2)]), source)
    options = ["-o", str(tmp_path / "out.parquet"), "--cluster", "tcp://nowhere:1"]
    assert main(["screen", str(source), *options]) == 2
    assert "连不上" in capfd.readouterr().err
