"""A server that answers what yente answers, from the loaded lists: match, search, entities, and OpenRefine.

Importing this package is cheap; the web framework is imported when an app is made.
"""

from entourage.server.run import serve
from entourage.server.settings import ServerSettings

__all__ = ["ServerSettings", "serve"]
