"""Words for what the system refuses: files that are not there, folders in the way, a full disk."""

from __future__ import annotations

import errno
from pathlib import Path

from ui.kit.output_file import CannotWrite

_REASONS = {
    errno.ENOENT: ("no-such-file", "không có tệp hoặc thư mục này"),
    errno.EISDIR: ("is-a-folder", "đây là thư mục, không phải tệp"),
    errno.ENOTDIR: ("not-a-folder", "một phần của đường dẫn không phải thư mục"),
    errno.EEXIST: ("already-there", "đã có tệp hoặc thư mục trùng tên"),
    errno.ENOTEMPTY: ("already-there", "thư mục đã có tệp bên trong"),
    errno.ENAMETOOLONG: ("name-too-long", "tên tệp quá dài"),
    errno.ELOOP: ("link-loop", "liên kết trỏ vòng quanh"),
    errno.EACCES: ("no-right", "không có quyền truy cập; hãy nhờ người quản trị máy"),
    errno.EPERM: ("no-right", "không có quyền truy cập; hãy nhờ người quản trị máy"),
    errno.EROFS: ("read-only", "ổ đĩa này chỉ cho đọc; hãy chọn nơi khác"),
    errno.ENOSPC: ("disk-full", "ổ đĩa đã đầy; hãy dọn bớt rồi làm lại"),
    errno.EDQUOT: ("disk-full", "đã hết dung lượng được cấp trên ổ đĩa; hãy dọn bớt rồi làm lại"),
    errno.EFBIG: ("file-too-large", "tệp lớn hơn mức ổ đĩa cho phép"),
    errno.EIO: ("disk-broken", "ổ đĩa bị lỗi khi đọc hoặc ghi"),
    errno.EMFILE: ("too-many-files", "máy đang mở quá nhiều tệp"),
    errno.ENOMEM: ("out-of-memory", "máy đã hết bộ nhớ"),
    errno.EBUSY: ("in-use", "tệp đang được chương trình khác dùng"),
}
_UNREADABLE = {errno.ENOENT, errno.EISDIR, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP}


def reason(error: OSError) -> str:
    """Why the system refused, a clause without a full stop; the system's own words only for the rarest."""
    return _known(error)[1]


def world_code(error: OSError) -> str:
    """A stable code for machines."""
    return _known(error)[0]


def world_sentence(error: OSError) -> str:
    """The whole sentence for a person."""
    name = Path(str(error.filename)).name if error.filename else "tài nguyên của máy"
    if isinstance(error, CannotWrite) and error.errno == errno.ENOENT:
        return f"Không ghi được {name}: chưa có thư mục {Path(str(error.filename)).parent}."
    verb = "ghi" if isinstance(error, CannotWrite) else "dùng"
    return f"Không {verb} được {name or error.filename}: {reason(error)}."


def names_no_readable_input(error: OSError) -> bool:
    """The command was given something that is not a file it could read."""
    return not isinstance(error, CannotWrite) and bool(error.filename) and error.errno in _UNREADABLE


def _known(error: OSError) -> tuple[str, str]:
    return _REASONS.get(error.errno or 0, ("machine", str(error.strerror or error)))
