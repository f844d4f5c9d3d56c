import type { AccessModel } from "../../model/access-model";
import type { Markup } from "../../toolkit/markup";
import { html } from "../../toolkit/markup";
import type { Names } from "../names";
import { PARTIES_TITLE } from "../row-place";
import type { CheckReport } from "../report";
import { counted } from "../../toolkit/amounts";
import { cut } from "../../toolkit/text-layout";
import type { AccessGraph, GraphEdge, GraphNode } from "./graph";
import { accessGraph } from "./graph";
import type { Box, Layout } from "./layout";
import { COLUMN_TITLES, layoutOf } from "./layout";

/** How many letters of the page's font are about as wide as a box. */
const LETTER = 7.4;

/** The access as a diagram, complete without scripts; scripts highlight the lines of a node. */
export function diagramMarkup(report: CheckReport, names: Names): Markup | undefined {
  const graph = accessGraph(report, names);
  if (graph.principals.length === 0 || graph.repositories.length === 0) return undefined;
  const layout = layoutOf(graph);
  const { width, height } = layout;
  const left = leftOut(graph);
  return html`<section id="diagram" class="panel" aria-labelledby="diagram-title">
    <h2 id="diagram-title">Who reaches what</h2>
    <p class="lead">
      Point at a box, or move to it with Tab and the arrow keys, to see its lines alone. Enter keeps them.
    </p>
    <div class="scroll">
      <svg
        viewBox="0 0 ${width} ${height}"
        width="${width}"
        height="${height}"
        role="group"
        aria-labelledby="diagram-title"
      >
        <defs>${["push", "pull", "mistake"].map(arrowHead)}</defs>
        ${COLUMN_TITLES.map(({ x, title }) => html`<text class="column" x="${x}" y="20">${title}</text>`)}
        ${layout.accounts.map(({ id, ...box }) => accountMarkup(id, box, report.proof.model))}
        <g class="edges" aria-hidden="true">${graph.edges.map((edge) => edgeMarkup(edge, layout))}</g>
        ${[...graph.principals, ...graph.repositories, ...graph.keys].map((node) => nodeMarkup(node, graph, layout))}
      </svg>
    </div>
    <p class="legend">
      ${LEGEND.map(
        ([kind, text]) =>
          html`<span>
            <svg class="sample" width="44" height="12" aria-hidden="true">
              <line class="edge is-${kind}" x1="2" y1="6" x2="42" y2="6" />
            </svg>
            ${text}
          </span>`,
      )}
    </p>
    ${left !== "" && html`<p class="lead">${left} found no room here: the matrix has them.</p>`}
  </section>`;
}

const LEGEND = [
  ["push", "push (and pull)"],
  ["pull", "pull"],
  ["manage", "create, delete, administer the key"],
  ["mistake", "denied, and it looks like a mistake"],
  ["unknown", "not known"],
] as const;

function accountMarkup(id: string, { x, y, width, height }: Box, { accounts }: AccessModel): Markup {
  const name = accounts.find((account) => account.id === id)?.name ?? "";
  const title = id === "" ? "Organizations" : id === PARTIES_TITLE ? "Everybody else" : `${id} ${name}`.trimEnd();
  return html`<g class="account">
    <rect x="${x}" y="${y}" width="${width}" height="${height}" rx="8" />
    <text x="${x + 12}" y="${y + 20}">${cut(title, Math.floor(width / LETTER) - 2)}</text>
  </g>`;
}

function edgeMarkup({ from, to, kind, title }: GraphEdge, { nodes }: Layout): Markup | undefined {
  const start = nodes.get(from);
  const end = nodes.get(to);
  if (start === undefined || end === undefined) return undefined;
  const shift = kind === "mistake" || kind === "unknown" ? 7 : 0;
  const [x1, y1] = [start.x + start.width, start.y + start.height / 2 + shift];
  const [x2, y2] = [end.x, end.y + end.height / 2 + shift];
  const bend = (x2 - x1) * 0.45;
  const path = `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
  const heads =
    kind === "push" ? html`marker-end="url(#head-push)"` : kind === "pull" ? html`marker-start="url(#head-pull)"` : "";
  const cross = kind === "mistake" && crossAt((x1 + x2) / 2, (y1 + y2) / 2);
  return html`<g class="line" data-from="${from}" data-to="${to}">
    <title>${title}</title>
    <path class="edge is-${kind}" d="${path}" ${heads} />
    ${cross}
  </g>`;
}

/** Not by colour alone: a denied line is crossed. */
function crossAt(x: number, y: number): Markup {
  return html`<path class="cross" d="M${x - 5} ${y - 5}l10 10m0 -10l-10 10" />`;
}

function arrowHead(kind: string): Markup {
  return html`<marker
    id="head-${kind}"
    class="head is-${kind}"
    viewBox="0 0 8 8"
    refX="7"
    refY="4"
    markerWidth="9"
    markerHeight="9"
    markerUnits="userSpaceOnUse"
    orient="auto-start-reverse"
  >
    <path d="M0 0L8 4L0 8z" />
  </marker>`;
}

function nodeMarkup(node: GraphNode, { edges }: AccessGraph, { nodes }: Layout): Markup | undefined {
  const box = nodes.get(node.id);
  if (box === undefined) return undefined;
  const { x, y, width, height } = box;
  const own = edges.filter(({ from, to }) => from === node.id || to === node.id).map(({ title }) => title);
  const shown = own.length > 12 ? [...own.slice(0, 12), `and ${own.length - 12} more`] : own;
  const label = `${node.label}. ${shown.length === 0 ? "No access" : shown.join("; ")}`;
  return html`<g
    class="node is-${node.id.slice(0, 1)}"
    data-node="${node.id}"
    tabindex="-1"
    role="button"
    aria-pressed="false"
    aria-label="${label}"
  >
    <title>${node.label}</title>
    ${node.count > 1 && html`<rect class="stacked" x="${x + 4}" y="${y + 4}" width="${width}" height="${height}" rx="6" />`}
    <rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6" />
    <text x="${x + 12}" y="${y + 21}">${shortLabel(node, Math.floor((width - 24) / LETTER))}</text>
  </g>`;
}

/** Of a key's address the end says which one it is, of a name the start. */
function shortLabel({ id, label }: GraphNode, letters: number): string {
  if (!id.startsWith("k") || label.length <= letters) return cut(label, letters);
  return `…${label.slice(1 - letters)}`;
}

function leftOut({ left }: AccessGraph): string {
  return [
    left.principals === 0 ? "" : counted(left.principals, "principal"),
    left.repositories === 0 ? "" : counted(left.repositories, "repository", "repositories"),
  ]
    .filter((part) => part !== "")
    .join(" and ");
}
