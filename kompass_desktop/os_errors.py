"""Explains errors of the operating system about files, in the language in use."""

from __future__ import annotations

import errno

from kompass_desktop.i18n import mark, tr

_REASONS = {
    errno.ENOENT: mark("the file or folder does not exist"),
    errno.ENOTDIR: mark("the folder does not exist"),
    errno.EISDIR: mark("it is a folder, not a file"),
    errno.EACCES: mark("you do not have access, or the file is open in another program"),
    errno.EPERM: mark("you do not have access"),
    errno.EROFS: mark("the disk is write-protected"),
    errno.ENOSPC: mark("the disk is full"),
    errno.EDQUOT: mark("the storage quota is used up"),
    errno.EFBIG: mark("the file is too large for the disk"),
    errno.ENAMETOOLONG: mark("the file name is too long"),
    errno.EIO: mark("there is an error on the disk"),
}


def reason(error: OSError) -> str:
    """Return why a file could not be used, as a translated clause without a full stop.

    For a rare error it is the text of the operating system.
    """
    known = _REASONS.get(error.errno or 0)
    if known is not None:
        return tr(known)
    return error.strerror or str(error) or tr("the operating system does not say why")
