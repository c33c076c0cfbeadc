"""Screening: who of a text is on which list, how sure, why, and what would settle it."""

from entourage.screening.cache import index_of
from entourage.screening.decision_log import DecisionLog
from entourage.screening.decisions import Decision, Decisions, record_hash, subject_key
from entourage.screening.engine import Engine, Hit
from entourage.screening.index import NameIndex, build_index
from entourage.screening.list_set import ListSet
from entourage.screening.pair import score
from entourage.screening.policy import Policy, policy
from entourage.screening.screen import prepare_indexes, screen
from entourage.screening.subject import screenable

__all__ = [
    "Decision",
    "DecisionLog",
    "Decisions",
    "Engine",
    "Hit",
    "ListSet",
    "NameIndex",
    "Policy",
    "build_index",
    "index_of",
    "policy",
    "prepare_indexes",
    "record_hash",
    "score",
    "screen",
    "screenable",
    "subject_key",
]
