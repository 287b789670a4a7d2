"""A network as GraphML (yEd, igraph, networkx), GEXF (Gephi) and JSON for Cytoscape."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any

from lxml import etree

from whence.export.descriptions import Descriptions
from whence.export.network import Link, Network, Point, chosen_kinds, clean
from whence.store import Store

_GRAPHML, _GEXF = "http://graphml.graphdrawing.org/xmlns", "http://gexf.net/1.3"

_POINT = {"iri": "string", "type": "string", "label": "string", "weight": "int", "date": "string", "url": "string"}
_LINK = {"type": "string", "weight": "int", "confidence": "double", "note": "string"}
"""The attributes of nodes and links, and their types."""


def write_graphml(store: Store, output: IO[bytes], *, nodes: str | None = None) -> int:
    """Write GraphML; returns how many nodes and links it has."""
    network, written = Network(Descriptions(store), chosen_kinds(nodes)), 0
    with etree.xmlfile(output, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("graphml", nsmap={None: _GRAPHML}):
            for what, attributes in (("node", _POINT), ("edge", _LINK)):
                for name, kind in attributes.items():
                    key = {"id": f"{what[0]}_{name}", "for": what, "attr.name": name, "attr.type": kind}
                    xml.write(etree.Element("key", key))
            with xml.element("graph", edgedefault="directed", id="whence"):
                for point in network.points():
                    xml.write(_graphml("node", {"id": point.short}, _of_point(point)))
                    written += 1
                for link, number in _numbered(network):
                    ends = {"id": f"e{number}", "source": link.source, "target": link.target}
                    xml.write(_graphml("edge", ends, _of_link(link)))
                    written += 1
    output.write(b"\n")
    return written


def _graphml(what: str, attributes: dict[str, str], values: dict[str, str]) -> etree._Element:
    element = etree.Element(what, attributes)
    for name, value in values.items():
        etree.SubElement(element, "data", key=f"{what[0]}_{name}").text = value
    element.tail = "\n"
    return element


def write_gexf(store: Store, output: IO[bytes], *, nodes: str | None = None) -> int:
    """Write GEXF 1.3; returns how many nodes and links it has."""
    network, written = Network(Descriptions(store), chosen_kinds(nodes)), 0
    with etree.xmlfile(output, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("gexf", nsmap={None: _GEXF}, version="1.3"), xml.element("graph", defaultedgetype="directed"):
            for what, attributes in (("node", _POINT), ("edge", _LINK)):
                with xml.element("attributes", {"class": what}):
                    for name in _extra(attributes):
                        kind = {"int": "integer"}.get(attributes[name], attributes[name])
                        xml.write(etree.Element("attribute", id=name, title=name, type=kind))
            with xml.element("nodes"):
                for point in network.points():
                    values = _of_point(point)
                    xml.write(_gexf("node", {"id": point.short, "label": values["label"]}, values))
                    written += 1
            with xml.element("edges"):
                for link, number in _numbered(network):
                    values = _of_link(link)
                    head = {"id": str(number), "source": link.source, "target": link.target}
                    xml.write(_gexf("edge", {**head, "weight": values["weight"], "label": values["type"]}, values))
                    written += 1
    output.write(b"\n")
    return written


def _extra(attributes: dict[str, str]) -> list[str]:
    """The attributes for which GEXF has no place of its own: Gephi knows a label, and an edge's weight."""
    own = {"label"} if attributes is _POINT else {"weight"}
    return [name for name in attributes if name not in own]


def _gexf(what: str, attributes: dict[str, str], values: dict[str, str]) -> etree._Element:
    element = etree.Element(what, attributes)
    held = etree.SubElement(element, "attvalues")
    for name in _extra(_POINT if what == "node" else _LINK):
        if name in values:
            etree.SubElement(held, "attvalue", {"for": name, "value": values[name]})
    element.tail = "\n"
    return element


def write_cytoscape(store: Store, output: IO[bytes], *, nodes: str | None = None) -> int:
    """Write Cytoscape.js JSON, which Cytoscape opens, too; returns how many nodes and links it has."""
    network = Network(Descriptions(store), chosen_kinds(nodes))
    written = 0
    output.write(b'{"data": {"name": "whence"}, "directed": true, "multigraph": true, "elements": {"nodes": [')
    for written, point in enumerate(network.points(), 1):
        # Cytoscape shows the name; networkx takes the value for the node.
        known = {"id": point.short, "name": point.label, "value": point.short}
        output.write(_element({**known, **_of_point(point), "weight": point.weight}, written))
    output.write(b'\n], "edges": [')
    links = 0
    for link, links in _numbered(network):
        values: dict[str, Any] = _of_link(link) | {"weight": link.weight}
        if link.confidence:
            values["confidence"] = float(link.confidence)
        data = {"id": f"e{links}", "key": link.kind, "source": link.source, "target": link.target, **values}
        output.write(_element(data, links))
    output.write(b"\n]}}\n")
    return written + links


def _element(data: dict[str, Any], number: int) -> bytes:
    return (b"\n" if number == 1 else b",\n") + json.dumps({"data": data}, ensure_ascii=False).encode()


def _numbered(network: Network) -> Iterator[tuple[Link, int]]:
    return ((link, number) for number, link in enumerate(network.links(), 1))


def _of_point(point: Point) -> dict[str, str]:
    values = (clean(point.iri), point.kind, point.label, str(point.weight), point.date, point.url)
    return {name: value for name, value in zip(_POINT, values, strict=True) if value}


def _of_link(link: Link) -> dict[str, str]:
    values = (link.kind, str(link.weight), link.confidence, clean(link.note))
    return {name: value for name, value in zip(_LINK, values, strict=True) if value}
