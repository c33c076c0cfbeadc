"""Statements in French and Russian: what happened when, what data could bear out, who is for and against what."""

from entourage.reading.languages.statements.claims import find_claims
from entourage.reading.languages.statements.events import find_events
from entourage.reading.languages.statements.positions import find_positions

__all__ = ["find_claims", "find_events", "find_positions"]
