"""What a database server (PostgreSQL) refuses, in words that name the remedy.

Once connected it says what is wrong by its SQLSTATE. While connecting its driver gives only the
server's own sentence, in the server's language: English and Chinese ones are known here.
"""

import re

_ACCOUNT = (
    "台账的数据库不认设置里的用户或密码。请管理员核对“ADVISOR_LEDGER”里的用户和密码"
    "（密码里的 @、/、: 要写成 %40、%2F、%3A），改好再重新启动。"
)
_NO_DATABASE = (
    "台账的数据库服务器开着，可是没有设置里写的那个库。请管理员先把库建好，"
    "或者改对“ADVISOR_LEDGER”里的库名，再重新启动。"
)
_UNREACHED = (
    "连不上台账的数据库服务器，这一次没有做成；填的都还在。请过几秒再点一次；一直这样，"
    "请管理员看看服务器开着没有，“ADVISOR_LEDGER”里的主机和端口对不对，网通不通。"
)
_RIGHTS = "设置里的用户在台账的数据库里没有权限。请管理员让它能连这个库、能建表、能读写自己的表。"
_BUSY = "台账的数据库正忙，这一次没有做成；填的都还在。请过几秒再点一次。"

_BY_STATE = {
    "28": _ACCOUNT,
    "3D": _NO_DATABASE,
    "08": _UNREACHED,
    "57P": _UNREACHED,
    "42501": _RIGHTS,
    "40": _BUSY,
    "53300": _BUSY,
    "55P03": _BUSY,
    "57014": _BUSY,
    "53100": "数据库服务器的磁盘满了，台账存不进去。请管理员腾出空间，再点一次。",
    "25006": "台账的数据库是只读的，存不进去。请管理员核对连的是不是备用的那一台。",
    "42P01": "台账的表不见了。请管理员看看是不是被删了，再重新启动，表会重新建。",
    "42703": "设置里的库里有一张同名的表，不是台账。请管理员换一个库，再重新启动。",
}
"""By SQLSTATE, or its beginning; the longest that fits counts."""

_BY_SENTENCE = (
    (r"authentication failed|no password supplied|pg_hba\.conf|认证失败", _ACCOUNT),
    (r'role "[^"]*" does not exist|角色 ?"[^"]*" ?不存在', _ACCOUNT),
    (r'database "[^"]*" does not exist|数据库 ?"[^"]*" ?不存在', _NO_DATABASE),
    (r"permission denied|权限不够", _RIGHTS),
    (r"too many (clients|connections)", _BUSY),
    (r"connection|连接|resolve host|translate host", _UNREACHED),
)


def server_trouble(cause: BaseException | None) -> str | None:
    """What the server or its driver found wrong, and the remedy, without a word of its own sentence
    (which may hold names); None for what is not known here."""
    state = getattr(cause, "sqlstate", None) or getattr(cause, "pgcode", None)
    if state:
        starts = (state[:length] for length in range(len(state), 1, -1))
        return next((_BY_STATE[start] for start in starts if start in _BY_STATE), None)
    said = str(cause)
    return next((words for shape, words in _BY_SENTENCE if re.search(shape, said, re.I)), None)
