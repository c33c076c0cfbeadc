"""A case's network as GEXF (Gephi), GraphML (yEd, Cytoscape, igraph) and Cypher (Neo4j).

In: a Network. Out: text. Invariants: what names hold is data and never markup, keys or code; a file is the same for
the same network.
"""

from __future__ import annotations

import io
import re
from typing import Any

from entourage.casefile.export.network import Network

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LABEL = re.compile(r"\W")


def gexf(network: Network) -> str:
    """GEXF 1.2; node label, schema, documents, verdicts; edge label, role, status, dates, sources, confidence."""
    import networkx

    out = io.BytesIO()
    networkx.write_gexf(_graph(network), out)
    return out.getvalue().decode("utf-8")


def graphml(network: Network) -> str:
    """GraphML with the same attributes."""
    import networkx

    out = io.BytesIO()
    networkx.write_graphml(_graph(network), out)
    return out.getvalue().decode("utf-8")


def _graph(network: Network) -> Any:
    import networkx

    graph = networkx.MultiDiGraph()
    for node in network.nodes:
        graph.add_node(
            node.id, label=_text(node.name), schema=node.schema, documents=node.documents, listed=_text(node.listed),
            aliases=_text("; ".join(node.aliases)), confirmed=node.confirmed,
        )  # fmt: skip
    for number, link in enumerate(network.links):
        graph.add_edge(
            link.subject, link.object, key=number, label=_text(link.tie.role or link.tie.schema),
            schema=link.tie.schema, role=_text(link.tie.role), status=link.tie.status,
            start_date=link.tie.start_date, end_date=link.tie.end_date, sources=link.independent,
            weight=float(link.weight), confidence=float(link.tie.confidence), sentence=_text(link.sentence),
        )  # fmt: skip
    return graph


def _text(words: str) -> str:
    """Words that XML can hold."""
    return _NOT_XML.sub("\ufffd", words)


def cypher(network: Network) -> str:
    """Cypher statements, one a line, that may be run again without making anything twice."""
    lines = ["CREATE CONSTRAINT entourage_party IF NOT EXISTS FOR (p:Party) REQUIRE p.id IS UNIQUE;"]
    for node in network.nodes:
        values = {
            "name": node.name, "schema": node.schema, "aliases": list(node.aliases), "documents": node.documents,
            "listed": node.listed, "confirmed": node.confirmed,
        }  # fmt: skip
        lines.append(f"MERGE (p:Party {{id: {_cypher(node.id)}}}) SET p:{_name(node.schema)}, p += {_map(values)};")
    for link in network.links:
        values = {
            "role": link.tie.role, "status": link.tie.status, "startDate": link.tie.start_date,
            "endDate": link.tie.end_date, "confidence": link.tie.confidence, "sources": link.independent,
            "sentence": link.sentence,
        }  # fmt: skip
        lines.append(
            f"MATCH (a:Party {{id: {_cypher(link.subject)}}}), (b:Party {{id: {_cypher(link.object)}}}) "
            f"MERGE (a)-[t:{_name(link.tie.schema).upper()} {{id: {_cypher(link.tie.id)}}}]->(b) "
            f"SET t += {_map(values)};"
        )
    return "\n".join(lines) + "\n"


def _name(schema: str) -> str:
    return _LABEL.sub("", schema) or "Thing"


def _map(values: dict[str, Any]) -> str:
    return "{" + ", ".join(f"{key}: {_cypher(value)}" for key, value in values.items()) + "}"


def _cypher(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, list):
        return "[" + ", ".join(_cypher(one) for one in value) + "]"
    plain = str(value).replace("\\", "\\\\").replace("'", "\\'")
    return "'" + "".join(c if c.isprintable() else f"\\u{min(ord(c), 0xFFFF):04x}" for c in plain) + "'"
