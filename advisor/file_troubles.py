"""What the operating system refuses, in Chinese: what is wrong and what to do about it.

Its own sentences (``strerror``) come in the language of the machine, mostly in English.
"""

import errno

_SENTENCES = {
    errno.ENOENT: "没有这个文件或文件夹。请核对名称和路径。",
    errno.EACCES: "没有权限，或者别的程序正开着它。请关掉那个程序，或者换一个文件夹；还不行，请管理员给权限。",
    errno.EISDIR: "这是文件夹，不是文件。请在后面加上文件名。",
    errno.ENOTDIR: "路径里有一段不是文件夹。请核对路径。",
    errno.ENOSPC: "磁盘满了。请腾出空间，或者换一个磁盘，再做一次。",
    errno.EROFS: "这个磁盘是只读的。请换一个磁盘。",
    errno.EFBIG: "文件太大，这里放不下。请换一个磁盘。",
    errno.ENAMETOOLONG: "名称太长。请起一个短些的名称。",
    errno.ELOOP: "链接绕成了圈。请换一个路径。",
    errno.EBUSY: "别的程序正用着它。请关掉那个程序，再做一次。",
    errno.EMFILE: "同时打开的文件太多。请关掉一些程序，再做一次。",
    errno.EIO: "磁盘读写出错。请看看磁盘是不是坏了，或者断开了。",
    errno.EINVAL: "名称里有这里不能用的字。请换一个名称。",
}
_SAME = {
    errno.EPERM: errno.EACCES,
    errno.EDQUOT: errno.ENOSPC,
    errno.ETXTBSY: errno.EBUSY,
    errno.ENFILE: errno.EMFILE,
}
FULL = {errno.ENOSPC, errno.EDQUOT}
"""No room: of these only writing can complain."""


def in_words(error: OSError) -> str:
    """What is wrong and the remedy, without the file's name; of a rare error its number."""
    number = error.errno or 0
    rare = f"读写出错（编号{number}）。请再做一次；还不行，把编号告诉管理员。"
    return _SENTENCES.get(_SAME.get(number, number), rare)
