"""Why the operating system would not read or write a file, in the window's language."""

from __future__ import annotations

import errno

_REASONS = {
    errno.ENOENT: "filen eller mappen finnes ikke",
    errno.ENOTDIR: "mappen finnes ikke",
    errno.EISDIR: "det er en mappe, ikke en fil",
    errno.EACCES: "du har ikke tilgang, eller filen er åpen i et annet program",
    errno.EPERM: "du har ikke tilgang",
    errno.EROFS: "disken er skrivebeskyttet",
    errno.ENOSPC: "disken er full",
    errno.EDQUOT: "lagringskvoten er brukt opp",
    errno.EFBIG: "filen blir for stor for disken",
    errno.ENAMETOOLONG: "filnavnet er for langt",
    errno.EIO: "disken svarer med feil",
}


def reason(error: OSError) -> str:
    """Return why a file could not be used, as a clause in bokmål without a full stop."""
    known = _REASONS.get(error.errno or 0)
    return known or error.strerror or str(error) or "operativsystemet sier ikke hvorfor"
