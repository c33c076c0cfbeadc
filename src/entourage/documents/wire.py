"""What goes to the parsing child and what comes back, as MessagePack.

In: nothing. Out: values. Invariant: a reply holds either a parsed source or an error.
"""

from __future__ import annotations

import msgspec

from entourage.documents.limits import Limits
from entourage.documents.parsed import Parsed


class Request(msgspec.Struct, kw_only=True):
    """A stranger's file for the child.

    Attributes:
        media_type: decides on the parser.
        data: the file.
        charset: declared outside the file (HTTP header); empty when nothing declares one.
        limits: bounds that the child keeps itself; the parent keeps the wall clock.
    """

    media_type: str
    data: bytes
    charset: str = ""
    limits: Limits = Limits()


class Reply(msgspec.Struct, kw_only=True):
    """What became of it: ``parsed``, or the three parts of an error."""

    parsed: Parsed | None = None
    code: str = ""
    message: str = ""
    hint: str = ""
