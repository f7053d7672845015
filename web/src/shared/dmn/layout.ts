/**
 * Places the elements of a model that has no diagram of its own: what is needed stands below what needs it, as the standard draws it.
 *
 * Layers come from the longest chain of requirements; within a layer each element stands near the middle of those it serves.
 */
import { attribute, child, escapeAttribute, scan, type XmlElement } from "./xml.ts";

const SIZES: Record<string, { width: number; height: number }> = {
  decision: { width: 180, height: 80 },
  inputData: { width: 125, height: 45 },
  businessKnowledgeModel: { width: 135, height: 46 },
  knowledgeSource: { width: 100, height: 63 },
};
const GAP = { x: 40, y: 70 };
const LAYER = 80 + GAP.y;

interface Node {
  id: string;
  kind: string;
  needs: { id: string; by: string }[];
  layer: number;
  x: number;
}

function nodesOf(xml: string): Map<string, Node> {
  const nodes = new Map<string, Node>();
  for (const element of child(scan(xml), "definitions")?.children ?? []) {
    const id = attribute(xml, element, "id");
    if (!id || !SIZES[element.name]) continue;
    nodes.set(id, { id, kind: element.name, needs: element.children.flatMap((one) => requirement(xml, one)), layer: 0, x: 0 });
  }
  return nodes;
}

function requirement(xml: string, element: XmlElement): { id: string; by: string }[] {
  if (!element.name.endsWith("Requirement")) return [];
  const by = attribute(xml, element, "id");
  const href = element.children.map((one) => attribute(xml, one, "href")).find((one) => one !== null);
  return by && href?.startsWith("#") ? [{ id: href.slice(1), by }] : [];
}

/** Raises everything that needs something above it; a circle stops at the number of elements. */
function setLayers(nodes: Map<string, Node>): void {
  for (let round = 0; round < nodes.size; round++) {
    let isDone = true;
    for (const node of nodes.values()) {
      for (const { id } of node.needs) {
        const needed = nodes.get(id);
        if (needed && needed.layer >= node.layer && node.layer < nodes.size) {
          node.layer = needed.layer + 1;
          isDone = false;
        }
      }
    }
    if (isDone) return;
  }
}

function setPlaces(nodes: Map<string, Node>): void {
  const layers = Math.max(0, ...[...nodes.values()].map((one) => one.layer));
  for (let layer = layers; layer >= 0; layer--) {
    const row = [...nodes.values()].filter((one) => one.layer === layer);
    const wanted = (node: Node) => {
      const users = [...nodes.values()].filter((one) => one.needs.some(({ id }) => id === node.id));
      return users.length ? users.reduce((sum, one) => sum + centre(one), 0) / users.length : null;
    };
    const order = row.map((node, index) => ({ node, at: wanted(node) ?? index * 220 })).sort((one, other) => one.at - other.at);
    let next = 0;
    for (const { node, at } of order) {
      const { width } = size(node);
      node.x = Math.max(next, wanted(node) === null ? next : at - width / 2);
      next = node.x + width + GAP.x;
    }
  }
  const left = Math.min(...[...nodes.values()].map((one) => one.x));
  for (const node of nodes.values()) node.x = Math.round(node.x - left + 60);
}

const size = (node: Node) => SIZES[node.kind] ?? { width: 100, height: 60 };
const centre = (node: Node) => node.x + size(node).width / 2;

/** The text with a diagram put in; as it is when it has one or nothing to draw. */
export function withDiagram(xml: string): string {
  if (/<(\w+:)?DMNShape\b/.test(xml)) return xml;
  const nodes = nodesOf(xml);
  if (nodes.size === 0) return xml;
  setLayers(nodes);
  setPlaces(nodes);
  const top = Math.max(...[...nodes.values()].map((one) => one.layer));
  const y = (node: Node) => 60 + (top - node.layer) * LAYER + (80 - size(node).height) / 2;
  const shapes = [...nodes.values()].map((node) => {
    const { width, height } = size(node);
    return `<dmndi:DMNShape id="shape_${escapeAttribute(node.id)}" dmnElementRef="${escapeAttribute(node.id)}"><dc:Bounds height="${height}" width="${width}" x="${node.x}" y="${y(node)}"/></dmndi:DMNShape>`;
  });
  const edges = [...nodes.values()].flatMap((node) =>
    node.needs.flatMap(({ id, by }) => {
      const needed = nodes.get(id);
      if (!needed) return [];
      const spread = end(node, needed, nodes);
      return [`<dmndi:DMNEdge id="edge_${escapeAttribute(by)}" dmnElementRef="${escapeAttribute(by)}"><di:waypoint x="${centre(needed)}" y="${y(needed)}"/><di:waypoint x="${spread}" y="${y(node) + size(node).height + 20}"/><di:waypoint x="${spread}" y="${y(node) + size(node).height}"/></dmndi:DMNEdge>`];
    }),
  );
  const diagram = `<dmndi:DMNDI xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" xmlns:di="http://www.omg.org/spec/DMN/20180521/DI/"><dmndi:DMNDiagram id="diagram">${shapes.join("")}${edges.join("")}</dmndi:DMNDiagram></dmndi:DMNDI>`;
  const at = xml.search(/<\/(\w+:)?definitions>\s*$/);
  return at < 0 ? xml : `${xml.slice(0, at)}${diagram}\n${xml.slice(at)}`;
}

/** Where an arrow meets the lower edge: arrows from the left meet it on the left. */
function end(node: Node, needed: Node, nodes: Map<string, Node>): number {
  const from = node.needs.flatMap(({ id }) => nodes.get(id) ?? []).sort((one, other) => centre(one) - centre(other));
  const { width } = size(node);
  return Math.round(node.x + (width * (from.indexOf(needed) + 1)) / (from.length + 1));
}
