/** Something that is copied. */
export interface Ordered {
  readonly digest: string;
  readonly pushedAt?: string;
  /** What has to be there before it. */
  readonly needs: readonly string[];
}

/**
 * The order in which manifests are copied: what one needs stands before it, and within that the one that was pushed first, and
 * then the smaller digest. What is needed but not among them is left out of account, and so is a need that goes in a circle.
 *
 * @returns the same things; and the circles, each with the digests in it
 */
export function copyOrder<T extends Ordered>(
  all: readonly T[],
): { readonly order: readonly T[]; readonly circles: readonly (readonly string[])[] } {
  const byDigest = new Map(all.map((each) => [each.digest, each]));
  const state = new Map<string, "open" | "done">();
  const order: T[] = [];
  const circles: (readonly string[])[] = [];
  for (const start of [...all].sort(earlier)) {
    const path: { readonly item: T; readonly rest: T[] }[] = [];
    const open = (item: T): void => {
      state.set(item.digest, "open");
      // A stack takes from the end.
      const rest = [...new Set(item.needs)]
        .flatMap((digest) => byDigest.get(digest) ?? [])
        .sort((a, b) => earlier(b, a));
      path.push({ item, rest });
    };
    if (!state.has(start.digest)) open(start);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const next = top.rest.pop();
      if (next === undefined) {
        state.set(top.item.digest, "done");
        order.push(top.item);
        path.pop();
      } else if (!state.has(next.digest)) open(next);
      else if (state.get(next.digest) === "open") {
        const digests = path.map(({ item }) => item.digest);
        circles.push(digests.slice(digests.indexOf(next.digest)));
      }
    }
  }
  return { order, circles };
}

function earlier(a: Ordered, b: Ordered): number {
  const [first, second] = [a.pushedAt ?? "", b.pushedAt ?? ""];
  if (first !== second) return first < second ? -1 : 1;
  return a.digest === b.digest ? 0 : a.digest < b.digest ? -1 : 1;
}
