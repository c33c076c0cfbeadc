"""Parties over many snapshots and lists: which records are of one party, when it was where, lists side by side."""

from entourage.parties.decisions import Decision, Decisions, decide, load_decisions
from entourage.parties.names import prepare_names
from entourage.parties.profile import Profile
from entourage.parties.register import Register, open_register
from entourage.parties.tie import Tie

__all__ = [
    "Decision",
    "Decisions",
    "Profile",
    "Register",
    "Tie",
    "decide",
    "load_decisions",
    "open_register",
    "prepare_names",
]
