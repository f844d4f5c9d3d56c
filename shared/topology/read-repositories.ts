import type { CheckContext } from "../findings/checks";
import { checkProperties, isWrittenMap } from "../findings/checks";
import { checkRepositoryName } from "../aws/checks";
import { shown } from "../findings/findings";
import type { GranteeTable } from "../grantees/grantee-table";
import { kindFacts } from "../grantees/kinds";
import type { GranteeRule } from "../grantees/read-grantees";
import { readGrantees } from "../grantees/read-grantees";
import type { ResolvedAccess } from "./resolved-topology";
import type { RegistryTopology } from "./topology";

const NOBODY: ResolvedAccess = Object.freeze({ push: [], pull: [], lambda: [] });

/**
 * Reads who may use each repository.
 *
 * @returns Repository name → who may use it, in the order given; what has a finding may be missing.
 */
export function readRepositories(
  { repositories, kmsAccess }: RegistryTopology,
  path: string,
  grantees: GranteeTable,
  context: CheckContext,
): ReadonlyMap<string, ResolvedAccess> {
  const { findings } = context;
  if (!isWrittenMap(repositories, path, "map repository names to who may use them", context)) return new Map();
  const entries = Object.entries(repositories);
  if (entries.length === 0) findings.add("EMPTY_TOPOLOGY", path, "there is no repository");
  const imageRule = kmsAccess === "kms-grants" ? holdsGrants : anybody;
  return new Map(
    entries.map(([name, access]) => {
      const at = `${path}[${shown(name)}]`;
      checkRepositoryName(name, at, context);
      return [name, readAccess(access, at, grantees, imageRule, context)];
    }),
  );
}

function readAccess(
  access: unknown,
  path: string,
  grantees: GranteeTable,
  imageRule: GranteeRule,
  context: CheckContext,
): ResolvedAccess {
  if (!isWrittenMap(access, path, "be { push, pull, lambda }", context)) return NOBODY;
  checkProperties(access, ["push", "pull", "lambda"], path, context);
  return {
    push: readGrantees(access["push"], `${path}.push`, grantees, context, imageRule),
    pull: readGrantees(access["pull"], `${path}.pull`, grantees, context, imageRule),
    lambda: readGrantees(access["lambda"], `${path}.lambda`, grantees, context, lambdaAccount),
  };
}

const anybody: GranteeRule = () => undefined;

/** A grant has one principal, and an organization is not one. */
const holdsGrants: GranteeRule = (grantee) =>
  kindFacts(grantee).grantHolder === "impossible"
    ? { code: "GRANTEE_CANNOT_HOLD_GRANT", message: `${shown(grantee.value)} cannot hold a KMS grant` }
    : undefined;

const lambdaAccount: GranteeRule = (grantee) =>
  kindFacts(grantee).places.includes("lambda")
    ? undefined
    : {
        code: "GRANTEE_NOT_ALLOWED_HERE",
        message: `must be the 12-digit id of an account, got ${shown(grantee.value)}`,
        hint: "give the 12-digit id of the account whose functions run the image",
      };
