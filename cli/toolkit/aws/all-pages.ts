/** How the services of AWS name what the next page is asked for with. */
const TOKENS = ["nextToken", "NextToken", "NextMarker", "Marker"] as const;

/** A list that AWS never ends: it gave a token for the next page that it had given before. */
export class RepeatedTokenError extends Error {
  override readonly name = "RepeatedTokenError";

  constructor() {
    super("a token for the next page came twice");
  }
}

/**
 * The pages of one of the SDK's paginators, until AWS gives no token any more.
 *
 * A token that comes again, right after itself or later, would make the list endless; to stop there without a word
 * (`stopOnSameToken`) would take a part of the list for the whole.
 *
 * @throws RepeatedTokenError - `ask` puts it into words
 * @example
 * for await (const { imageDetails } of allPages(paginateDescribeImages({ client }, { repositoryName }))) …
 */
export async function* allPages<P extends object>(pages: AsyncIterable<P>): AsyncGenerator<P, void, undefined> {
  const seen = new SeenTokens();
  for await (const page of pages) {
    const token = tokenOf(page);
    if (token !== undefined) seen.add(token);
    yield page;
  }
}

/**
 * All items of all pages.
 *
 * @param itemsOf - Those of one page.
 * @param onPage - Called after each page with the number of items so far.
 * @throws RepeatedTokenError - `ask` puts it into words
 */
export async function allItems<P extends object, T>(
  pages: AsyncIterable<P>,
  itemsOf: (page: P) => readonly T[] | undefined,
  onPage: (count: number) => void = () => undefined,
): Promise<readonly T[]> {
  const items: T[] = [];
  for await (const page of allPages(pages)) {
    for (const item of itemsOf(page) ?? []) items.push(item);
    onPage(items.length);
  }
  return items;
}

/** The tokens of one list, none of which may come again. */
export class SeenTokens {
  readonly #seen = new Set<string>();

  /** @throws RepeatedTokenError for one that was there */
  add(token: string): void {
    if (this.#seen.has(token)) throw new RepeatedTokenError();
    this.#seen.add(token);
  }
}

function tokenOf(page: object): string | undefined {
  const values = page as Readonly<Record<string, unknown>>;
  const token = TOKENS.map((name) => values[name]).find((value) => typeof value === "string" && value !== "");
  return token as string | undefined;
}
