"""The small files beside a roster: what its columns and wordings mean, what a whole unit says. The first
can be handed in on a page, by anybody."""

from hypothesis import strategies as st

from advisor.rosters.corrections import read_corrections
from advisor.rosters.said_files import FileError
from advisor.rosters.unit import read_unit
from tests.fuzz.fuzzer import JSON, PIECES, POLICY, TODAY, Fuzzer, assert_said, spoilt

_COLUMNS = """
列:
  学历: 学历1
  "技能": "不用"
写法:
  学历1:
    大专: 全日制大专
表:
  在职: 看
""".encode()
_UNIT = """
单位归哪里管: 县区
系列: 机械
就业手续: 办了
人人都要的条件: 都符合
除外:
  年度考核合格: [张三, 李四]
参加工作时间算技术岗: 是
""".encode()
_BOMB = (
    b"a: &a ["
    + b"x," * 300
    + b"x]\n"
    + b"".join(
        b"%c: &%c [" % (name, name) + b"*%c," % (name - 1) * 300 + b"x]\n" for name in b"bcde"
    )
)
"""Five kilobytes that would be 2 400 million words."""
_DEEP = b"[" * 400_000
"""It ended the whole server: the library reads by recursion, in C."""

INPUTS = st.one_of(
    spoilt(_COLUMNS),
    spoilt(_UNIT),
    st.dictionaries(PIECES, JSON, max_size=4).map(
        lambda said: repr(said).encode("utf-8", "replace")
    ),
    st.binary(max_size=80),
)


def check(data: bytes) -> None:
    for read in (
        lambda: read_corrections(POLICY.content, data),
        lambda: read_unit(POLICY.content, data, TODAY),
    ):
        try:
            read()
        except FileError as error:
            assert_said(str(error))


FUZZER = Fuzzer(
    INPUTS,
    check,
    found=(_BOMB, _DEEP, b"? " * 9_000, b"? [a, b]\n: c", "写法: 学历1".encode(), b"{a: " * 9_000),
    quick=100,
)
