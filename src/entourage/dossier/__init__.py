"""What people read: a dossier as one HTML file, Markdown, JSON or FollowTheMoney, every line with its evidence."""

from entourage.dossier.build import build_dossier, check_dossier, lines_without_evidence
from entourage.dossier.words import confidence_words

__all__ = ["build_dossier", "check_dossier", "confidence_words", "lines_without_evidence"]
