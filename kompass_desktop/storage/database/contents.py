"""The contents of attached files, stored in the library by assessment and SHA-256.

A content is not a record: it never changes, has no history, and is deleted only when the
attachments with its digest are erased.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from hashlib import sha256

from kompass_desktop.storage.database.tables import Database

LARGEST_ATTACHMENT = 50 * 1024 * 1024
"""Bytes of one attached file."""

MOST_ATTACHED = 200 * 1024 * 1024
"""Bytes of all attached files of an assessment; a `.kompass` file carries them all."""


def digest_of(content: bytes) -> str:
    """Return the SHA-256 of a content in hex, which is its key."""
    return sha256(content).hexdigest()


@dataclass(frozen=True)
class AttachmentContents:
    """Stores and reads contents; the caller opens the transaction."""

    db: Database

    def put(self, assessment: str, contents: Mapping[str, bytes]) -> None:
        """Store contents, given by digest, for an assessment; existing ones are not replaced."""
        if not contents:
            # Most changes attach nothing, and even an insert of no rows reads the table's form.
            return
        self.db.table("attachment_contents").insert_all(
            (
                {"assessment": assessment, "digest": digest, "content": content}
                for digest, content in contents.items()
            ),
            pk=("assessment", "digest"),
            ignore=True,
            # Each row may be large, so several must not be collected in memory.
            batch_size=1,
        )

    def get(self, assessment: str, digest: str) -> bytes | None:
        """Return a content, or None if the assessment does not have it."""
        row = self.db.execute(
            "SELECT content FROM attachment_contents WHERE assessment = ? AND digest = ?",
            [assessment, digest],
        ).fetchone()
        return None if row is None else bytes(row[0])

    def of(self, assessment: str) -> dict[str, bytes]:
        """Return all contents of an assessment, by digest, in the order of their digests."""
        rows = self.db.execute(
            "SELECT digest, content FROM attachment_contents WHERE assessment = ? ORDER BY digest",
            [assessment],
        )
        return {digest: bytes(content) for digest, content in rows}

    def size(self, assessment: str) -> int:
        """Return the size of all contents of an assessment, in bytes."""
        query = "SELECT total(length(content)) FROM attachment_contents WHERE assessment = ?"
        return int(self.db.execute(query, [assessment]).fetchone()[0])

    def keep_only(self, assessment: str, digests: Collection[str]) -> None:
        """Delete the contents of an assessment whose digest is not among `digests`."""
        rows = self.db.execute(
            "SELECT digest FROM attachment_contents WHERE assessment = ?", [assessment]
        ).fetchall()
        for (digest,) in rows:
            if digest not in digests:
                self.db.table("attachment_contents").delete((assessment, digest))
