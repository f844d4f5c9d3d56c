import * as fc from "fast-check";
import type { Partition } from "../../shared";
import { ORGANIZATION_GRANTEES } from "./organizations";

/** Roles and users, among them one name in two paths and names that begin with others. */
const PRINCIPALS = ["role/ci", "role/ci2", "role/team/deploy", "user/ci", "role/app", "role/team/ci"] as const;
/** A role whose name another role has in another path. */
const NAMESAKE = "role/team/ci";

/** Resources for which AWS services come as themselves. */
const SERVICE_RESOURCES = [
  "codebuild project/my-app",
  "codebuild project/my-app2",
  "codebuild project/my-*",
  "codebuild project/*",
  "emr-serverless /applications/00abc",
  "emr-serverless /applications/*",
] as const;

/** A grantee before it is known which accounts there are: small numbers, so that a failing case shrinks well. */
export interface GranteeSpec {
  readonly kind: "account" | "root" | "principal" | "organization" | "service";
  readonly account: number;
  readonly which: number;
}

/** Lists of grantees, usually short. */
export const granteeSpecs: fc.Arbitrary<readonly GranteeSpec[]> = fc.array(
  fc.record({
    kind: fc.constantFrom("account", "principal", "principal", "organization", "service", "root"),
    account: fc.nat({ max: 40 }),
    which: fc.nat({ max: 40 }),
  }),
  { maxLength: 5 },
);

/** What writing a grantee depends on. */
export interface GranteeContext {
  readonly partition: Partition;
  readonly region: string;
  readonly accounts: readonly string[];
  /** Whether organizations are accepted. */
  readonly organizations: boolean;
  /** Whether two roles of one name may be named. */
  readonly namesakes: boolean;
}

/** The grantee as a topology has it: one text, or none where the kind is not accepted. */
export function writeGrantee({ kind, account, which }: GranteeSpec, context: GranteeContext): readonly string[] {
  const { partition, region, accounts } = context;
  const accountId = accounts[account % accounts.length] as string;
  const at = <T>(values: readonly T[]): T => values[which % values.length] as T;
  switch (kind) {
    case "account":
      return [accountId];
    case "root":
      return [`arn:${partition}:iam::${accountId}:root`];
    case "principal": {
      const principals = context.namesakes ? PRINCIPALS : PRINCIPALS.filter((each) => each !== NAMESAKE);
      return [`arn:${partition}:iam::${accountId}:${at(principals)}`];
    }
    case "organization":
      return context.organizations ? [at(ORGANIZATION_GRANTEES)] : [];
    case "service": {
      const [service = "", resource = ""] = at(SERVICE_RESOURCES).split(" ");
      return [`arn:${partition}:${service}:${region}:${accountId}:${resource}`];
    }
  }
}
