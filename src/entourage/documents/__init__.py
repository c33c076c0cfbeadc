"""Documents: files, URLs, standard input and strings become text that knows where every character came from."""

from entourage.documents.limits import Limits
from entourage.documents.load import document_from_text, load_document

__all__ = ["Limits", "document_from_text", "load_document"]
