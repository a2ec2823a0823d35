"""A file of columns through the command: in order, on several processes, counted, whole or not at all."""

import os
from collections import Counter
from concurrent.futures import Future
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import pytest

from advisor import processes
from advisor.batches import csv_file, files
from advisor.batches.batch import assess_batch
from advisor.batches.reading import BatchError
from advisor.batches.running import Work, assess_batches
from advisor.cli.commands import main
from advisor.packs import load_policy
from advisor.rules.policy import Policy
from benchmarks.people import people as made_up
from tests.batches.arrow import batch_of
from tests.people import AS_OF

POLICY = load_policy()
HERE = partial(load_policy, None)


def crowd(count: int) -> pa.RecordBatch:
    return batch_of(POLICY, [(raw, None) for raw in made_up(POLICY, count, 3, AS_OF)])


@pytest.fixture
def province(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of some people, with columns of its own and one row that is wrong, to be read in many batches."""
    monkeypatch.setattr(files, "ROWS", 40)
    monkeypatch.setattr(files, "GROUP", 2)
    rows = pa.Table.from_batches([crowd(250), batch_of(POLICY, [({"employer": "firm"}, None)])])
    named = rows.append_column("姓名", pa.array([f"某{number}" for number in range(len(rows))]))
    pq.write_table(named, tmp_path / "people.parquet")
    return tmp_path / "people.parquet"


def screened(source: Path, target: Path, *options: str) -> int:
    return main(["screen", str(source), "-o", str(target), "--as-of", "2026-11-23", *options])


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_everybody_comes_out_in_order_with_the_verdict_of_the_batch(
    jobs: str, province: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "verdicts.parquet"
    assert screened(province, out, "--jobs", jobs) == 1  # one row is to be mended
    found = pq.read_table(out)
    told = pq.read_table(province).combine_chunks().to_batches()[0]
    assert found == pa.Table.from_batches([assess_batch(POLICY, told, AS_OF)])
    assert "姓名" not in found.column_names
    said = capfd.readouterr().out
    counts = Counter(
        row[f"{row['recommended']}.status"] if row["recommended"] else "excluded"
        for row in found.to_pylist()[:-1]
    )
    assert "一共251人" in said
    for status, number in counts.items():
        assert f"{POLICY.content.verdicts.statuses[status].words}：{number}人" in said  # type: ignore[index]
    assert "没有看的：1行" in said


def test_a_file_for_spreadsheets(province: Path, tmp_path: Path) -> None:
    out, other = tmp_path / "verdicts.csv", tmp_path / "verdicts.parquet"
    assert screened(province, out, "--jobs", "1") == screened(province, other, "--jobs", "1") == 1
    read, expected = pa_csv.read_csv(out), pq.read_table(other)
    assert read.column_names == expected.column_names
    ids = expected["assistant.initial.missing"].to_pylist()
    assert [text.split() for text in read["assistant.initial.missing"].to_pylist()] == [
        one or [] for one in ids
    ]


@pytest.mark.parametrize(
    ("name", "content", "out", "says"),
    [
        ("a.parquet", b"PAR1 but no more", "b.parquet", "不是 Parquet 文件"),
        ("a.parquet", {"ethic": [True]}, "b.parquet", "是不是“ethics”"),
        ("a.parquet", {"名字": ["甲"]}, "b.parquet", "没有一列是这里认得的"),
        ("a.parquet", {"ethics": [True]}, "b.xlsx", "请写成 .parquet 或 .csv"),
        ("a.csv", "id,品行\n1,true\n".encode(), "b.parquet", "没有一列是这里认得的"),
        ("a.csv", "id,ethics,姓名\n1,true,甲\n".encode("gb18030"), "b.csv", "不是 UTF-8"),
        ("a.csv", b'employer,ethics\n"firm,true\nother,true\n', "b.csv", "引号没有成对"),
    ],
)
def test_a_file_that_cannot_be_screened_is_told_and_nothing_written(
    name: str,
    content: bytes | dict[str, Any],
    out: str,
    says: str,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    source = tmp_path / name
    if isinstance(content, bytes):
        source.write_bytes(content)
    else:
        pq.write_table(pa.table(content), source)
    assert screened(source, tmp_path / out) == 2
    assert says in capfd.readouterr().err
    assert not (tmp_path / out).exists()


def _gone() -> Policy:
    os._exit(1)


def test_a_process_that_is_gone_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "START", "fork")  # it only ends
    with pytest.raises(BatchError, match="有一个进程没有了"):
        list(assess_batches(Work(_gone, AS_OF), [crowd(3)], processes=2))


def test_no_more_batches_are_read_than_are_under_way() -> None:
    """A file of any length passes in the memory of a few batches, and none is begun that nobody waits for."""
    read: list[int] = []
    batches = iter([pa.record_batch({"n": [number]}) for number in range(30)])

    def submit(batch: pa.RecordBatch) -> Future[pa.RecordBatch]:
        read.append(batch.column("n")[0].as_py())
        done: Future[pa.RecordBatch] = Future()
        done.set_result(batch)
        return done

    for done, batch in enumerate(processes.in_order(submit, batches, 4)):
        assert batch.column("n").to_pylist() == [done]
        assert len(read) <= done + 4
    assert read == list(range(30))


def test_an_empty_file_is_nobody(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    empty, out = tmp_path / "nobody.parquet", tmp_path / "verdicts.parquet"
    pq.write_table(pa.table({"ethics": pa.array([], pa.bool_())}), empty)
    assert screened(empty, out, "--jobs", "1") == 0
    assert "一共0人" in capfd.readouterr().out
    assert pq.read_table(out).num_rows == 0


LINES = [
    "id,姓名,ethics,title_since,excellent_years,work,diplomas,achievements",
    "a,张三,true,2021-07-01,2023 2024,2019-07-01/2020-06-30/false 2020-07-01/,adult_college/2019-06-30,paper",
    "b,李四,,,-,-,fulltime_bachelor,-",
    "c,王五,是,,,,,",
    "d,赵六,true",
    "e,钱七,,2021-02-30,,,,",
    "f,孙八,,,,2021-7-1/,,",
    "g,周九,,,,,college/2019-06-30,",
    ",,,,,,,",
]
"""A file for those who have no Parquet: two good rows, then one that is wrong each time in another way."""


def test_a_csv_file_means_what_its_columns_say_and_wrong_rows_are_named_by_line(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_file, "BLOCK", 200)  # a few lines at a time
    source, out = tmp_path / "people.csv", tmp_path / "verdicts.parquet"
    source.write_text("\n".join(LINES), "utf-8-sig")
    assert screened(source, out, "--jobs", "1") == 1
    rows = pq.read_table(out).to_pylist()
    good: list[tuple[dict[str, Any], date | None]] = [
        (
            {
                "ethics": True,
                "title_since": "2021-07-01",
                "excellent_years": [2023, 2024],
                "work": [
                    {"start": "2019-07-01", "end": "2020-06-30", "related": False},
                    {"start": "2020-07-01", "end": None},
                ],
                "diplomas": [{"kind": "adult_college", "graduated_on": "2019-06-30"}],
                "achievements": ["paper"],
            },
            None,
        ),
        (
            {
                "excellent_years": [],
                "work": [],
                "diplomas": [{"kind": "fulltime_bachelor", "graduated_on": None}],
                "achievements": [],
            },
            None,
        ),
    ]
    expected = assess_batch(POLICY, batch_of(POLICY, good), AS_OF).to_pylist()
    for row, one, id in zip(rows, expected, "ab", strict=False):
        assert row == one | {"id": id}
    told = {row["id"]: (row["error_fact"], row["error"], row["recommended"]) for row in rows[2:]}
    assert told.keys() == {"c", "e", "f", "g", None}
    wrong: list[tuple[str | None, int, str | None, str]] = [
        ("c", 4, "ethics", "true 或 false"),
        ("e", 6, "title_since", "日历上有的日子"),
        ("f", 7, "work", "2021-07-01/"),
        ("g", 8, "diplomas", "没有“college”"),
        (None, 9, None, "这一行是空的"),
    ]
    for who, line, fact, says in wrong:
        error_fact, error, recommended = told[who]
        assert (error_fact, recommended) == (fact, None)
        assert error.startswith(f"第{line}行：")
        assert says in error
    said = capfd.readouterr().out
    assert "没有看的：5行" in said
    assert "第5行：有3格，表头是8格" in said
