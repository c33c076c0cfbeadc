"""Parties over many snapshots and lists: which records are of one party, when it was where, lists side by side."""
