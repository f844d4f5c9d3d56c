import type { RegistryPlan } from "../../shared";
import type { IamCaller } from "./caller";
import type { Call } from "./calls";

/*
 * The simulator knows documents and no grants. This judges the grants of a plan, as KMS documents them:
 * https://docs.aws.amazon.com/kms/latest/developerguide/grants.html
 */

type Grant = RegistryPlan["key"]["grants"][number];

/**
 * Whether one of the grants allows a call: its grantee is the caller, or the root of the caller's account and the caller's IAM
 * policies allow the call too; it lists the operation; and its encryption context is part of the call's, which does not count
 * for DescribeKey.
 *
 * @param permitted - Whether the caller's IAM policies allow the call.
 */
export async function grantsAllow(
  grants: readonly Grant[],
  caller: IamCaller,
  { action, encryptionContext }: Call,
  permitted: () => Promise<boolean>,
): Promise<boolean> {
  const operation = action.replace(/^kms:/, "");
  const given: Readonly<Record<string, string>> =
    encryptionContext === undefined ? {} : { "aws:ecr:arn": encryptionContext };
  const applying = grants.filter(
    (grant) =>
      (grant.operations as readonly string[]).includes(operation) &&
      (operation === "DescribeKey" ||
        Object.entries(grant.encryptionContext).every(([key, value]) => given[key] === value)),
  );
  const root = caller.arn.replace(/:(?:role|user)\/.*$/, ":root");
  if (applying.some(({ granteePrincipal }) => granteePrincipal === caller.arn)) return true;
  return applying.some(({ granteePrincipal }) => granteePrincipal === root) ? permitted() : false;
}
