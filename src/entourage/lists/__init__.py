"""Official lists: read from their files, kept as dated snapshots, given to screening as parties with listings.

Importing this package is cheap; readers and their libraries are imported when a list is read.
"""

from entourage.lists.catalogue import ListInfo, catalogue
from entourage.lists.diff import Change, ListDiff, changed_fields, diff_list
from entourage.lists.history import ListHistory, Record, open_history
from entourage.lists.history_days import Presence, State, state_on
from entourage.lists.load import add_list, keep_list, read_list
from entourage.lists.starter import how_to_load_full_lists, starter_lists
from entourage.lists.store import (
    cache_dir,
    data_home,
    history_file,
    load_list,
    load_lists,
    loaded_datasets,
    open_archive,
    remove_list,
    snapshots,
)

__all__ = [
    "Change",
    "ListDiff",
    "ListHistory",
    "ListInfo",
    "Presence",
    "Record",
    "State",
    "add_list",
    "cache_dir",
    "catalogue",
    "changed_fields",
    "data_home",
    "diff_list",
    "history_file",
    "how_to_load_full_lists",
    "keep_list",
    "load_list",
    "load_lists",
    "loaded_datasets",
    "open_archive",
    "open_history",
    "read_list",
    "remove_list",
    "snapshots",
    "starter_lists",
    "state_on",
]
