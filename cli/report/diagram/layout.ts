import type { AccessGraph, GraphNode } from "./graph";

/** A rectangle. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** An account's box around those of its principals. */
export interface AccountBox extends Box {
  readonly id: string;
}

/** Where everything stands. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly accounts: readonly AccountBox[];
  readonly nodes: ReadonlyMap<string, Box>;
}

const DIAGRAM_WIDTH = 1080;
const COLUMNS = {
  principals: { x: 12, width: 306 },
  repositories: { x: 470, width: 250 },
  keys: { x: 858, width: 210 },
} as const;
const NODE = { height: 32, gap: 8 };
const ACCOUNT = { title: 30, padding: 10, gap: 14 };
/** Above the columns, for their titles. */
const TOP = 40;

/** Accounts with their principals at the left, repositories in the middle, keys at the right, each column centred. */
export function layoutOf(graph: AccessGraph): Layout {
  const accountIds = [...new Set(graph.principals.map(({ accountId }) => accountId))];
  const nodes = new Map<string, Box>();
  const accounts: AccountBox[] = [];
  const { x, width } = COLUMNS.principals;
  let y = TOP;
  for (const id of accountIds) {
    const own = graph.principals.filter(({ accountId }) => accountId === id);
    const height = ACCOUNT.title + stackHeight(own) + ACCOUNT.padding;
    accounts.push({ id, x, y, width, height });
    stack(own, { x: x + ACCOUNT.padding, width: width - 2 * ACCOUNT.padding }, y + ACCOUNT.title, nodes);
    y += height + ACCOUNT.gap;
  }
  const height = Math.max(y - ACCOUNT.gap, TOP + stackHeight(graph.repositories), TOP + stackHeight(graph.keys)) + 12;
  const middle = (TOP + height - 12) / 2;
  stack(graph.repositories, COLUMNS.repositories, middle - stackHeight(graph.repositories) / 2, nodes);
  stack(graph.keys, COLUMNS.keys, middle - stackHeight(graph.keys) / 2, nodes);
  return { width: DIAGRAM_WIDTH, height, accounts, nodes };
}

/** The columns' titles and where they start. */
export const COLUMN_TITLES: readonly { readonly x: number; readonly title: string }[] = [
  { x: COLUMNS.principals.x, title: "Accounts and principals" },
  { x: COLUMNS.repositories.x, title: "Repositories" },
  { x: COLUMNS.keys.x, title: "Keys" },
];

function stackHeight(nodes: readonly GraphNode[]): number {
  return Math.max(0, nodes.length * (NODE.height + NODE.gap) - NODE.gap);
}

function stack(
  nodes: readonly GraphNode[],
  { x, width }: Pick<Box, "x" | "width">,
  top: number,
  into: Map<string, Box>,
): void {
  for (const [index, { id }] of nodes.entries())
    into.set(id, { x, y: Math.round(top + index * (NODE.height + NODE.gap)), width, height: NODE.height });
}
