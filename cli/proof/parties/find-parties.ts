import type { Asked, FoundParty, Rows } from "./found-party";
import { homesOf } from "./homes";
import { SearchSpace } from "./search-space";
import { VariantSearch } from "./variant-search";
import type { Variant } from "./variants";
import { variantsOf } from "./variants";

/** Everybody who may do something without being a row. */
export function findParties(asked: Asked, rows: Rows): readonly FoundParty[] {
  const { operation, kmsModel, repository, world } = asked;
  const found: FoundParty[] = [];
  for (const variant of variantsOf(operation, kmsModel, repository, world)) {
    const { creating, account = "", isByIamAlone } = variant;
    if (isByIamAlone && world.account(account)?.principalsComplete === true) continue;
    const mayCreateIn = (id: string): boolean => creating !== undefined && mayCreate(creating, id, asked);
    for (const home of homesOf(variant, repository, world, mayCreateIn)) {
      for (const kind of variant.kinds) {
        const isNew = ({ name, unknowns }: FoundParty): boolean =>
          name !== undefined || !found.some((each) => each.name === undefined && isSameList(each.unknowns, unknowns));
        found.push(
          ...[...new VariantSearch(new SearchSpace(asked, rows, variant, kind, home)).find(found)].filter(isNew),
        );
      }
    }
  }
  return found;
}

function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one.join("\n") === other.join("\n");
}

function mayCreate(creating: Variant, account: string, asked: Asked): boolean {
  const rows: Rows = { arns: new Set(), covered: [] };
  return creating.kinds.some((kind) => {
    const search = new VariantSearch(new SearchSpace(asked, rows, creating, kind, { account }));
    return search.find([]).next().done !== true;
  });
}
