"""The casefile: the store of one investigation."""

from entourage.casefile.casefile import Added, Casefile, create_casefile, open_casefile

__all__ = ["Added", "Casefile", "create_casefile", "open_casefile"]
