"""The casefile: the store of one investigation, who is who over its documents, and how they are connected."""

from entourage.casefile.candidates import Candidate, candidates
from entourage.casefile.casefile import Added, Casefile, create_casefile, open_casefile
from entourage.casefile.decisions import Decision, all_decisions, decide, import_decisions, undo
from entourage.casefile.look import (
    DocumentRow,
    PartyRow,
    Place,
    Said,
    all_documents,
    counts,
    find_parties,
    log_lines,
    places,
    said_by,
    sides,
    the_party,
    told_of,
)
from entourage.casefile.paths import MAX_HOPS, CaseHop, CasePath, find_case_paths

__all__ = [
    "MAX_HOPS",
    "Added",
    "Candidate",
    "CaseHop",
    "CasePath",
    "Casefile",
    "Decision",
    "DocumentRow",
    "PartyRow",
    "Place",
    "Said",
    "all_decisions",
    "all_documents",
    "candidates",
    "counts",
    "create_casefile",
    "decide",
    "find_case_paths",
    "find_parties",
    "import_decisions",
    "log_lines",
    "open_casefile",
    "places",
    "said_by",
    "sides",
    "the_party",
    "told_of",
    "undo",
]
