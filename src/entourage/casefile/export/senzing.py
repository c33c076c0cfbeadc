"""A case for entity resolution with Senzing: one JSON record a line.

In: a Network. Out: text. Source of the fields: Senzing's entity specification (DATA_SOURCE, RECORD_ID, FEATURES).
"""

from __future__ import annotations

from typing import Any

import msgspec

from entourage.casefile.export.network import Network

_TYPES = {"Person": "PERSON", "Organization": "ORGANIZATION", "Company": "ORGANIZATION", "PublicBody": "ORGANIZATION",
          "LegalEntity": "ORGANIZATION", "Vessel": "VESSEL"}  # fmt: skip
DATA_SOURCE = "ENTOURAGE"


def senzing(network: Network) -> str:
    """People and organisations with their names, relations and list verdicts; other parties are left out."""
    relations: dict[str, list[dict[str, str]]] = {}
    for link in network.links:
        relations.setdefault(link.subject, []).append(
            {
                "REL_POINTER_DOMAIN": DATA_SOURCE,
                "REL_POINTER_KEY": link.object,
                "REL_POINTER_ROLE": link.tie.role or link.tie.schema,
            }
        )
    kept = {node.id for node in network.nodes if node.schema in _TYPES}
    lines = []
    for node in network.nodes:
        if node.id not in kept:
            continue
        field = "NAME_FULL" if node.schema == "Person" else "NAME_ORG"
        features: list[dict[str, Any]] = [{"NAME_TYPE": "PRIMARY", field: node.name}]
        features += [{"NAME_TYPE": "ALIAS", field: alias} for alias in node.aliases]
        features.append({"REL_ANCHOR_DOMAIN": DATA_SOURCE, "REL_ANCHOR_KEY": node.id})
        features += [one for one in relations.get(node.id, []) if one["REL_POINTER_KEY"] in kept]
        record: dict[str, Any] = {
            "DATA_SOURCE": DATA_SOURCE, "RECORD_ID": node.id, "RECORD_TYPE": _TYPES[node.schema], "FEATURES": features,
            "DOCUMENTS": node.documents,
        }  # fmt: skip
        if node.listed:
            record["LISTED"] = node.listed
        lines.append(msgspec.json.encode(record).decode())
    return "".join(f"{line}\n" for line in lines)
