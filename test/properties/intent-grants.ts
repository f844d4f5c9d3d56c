import type { IamCaller } from "./caller";
import type { Call } from "./calls";
import { coversAccount, namedBy } from "./naming";
import type { Facts, Scenario } from "./scenario";

/**
 * With `kms-grants`, whoever pulls from a repository may decrypt what is encrypted for it, whoever pushes may also make data
 * keys for it, and both may describe the key. A grant knows nothing of the way: its holder may call KMS without ECR, with the
 * encryption context of the repository. A grant to a whole account leaves it to the account who uses it.
 *
 * @param permitted - Whether the caller's IAM policies let it make this call.
 */
export function holdsGrant(
  { topology }: Scenario,
  facts: Facts,
  caller: IamCaller,
  permitted: boolean,
  { action, encryptionContext }: Call,
): boolean {
  if (facts.model !== "kms-grants") return false;
  const prefix = `arn:${facts.partition}:ecr:${facts.region}:${facts.registry}:repository/`;
  return Object.entries(topology.repositories).some(([name, { push = [], pull = [] }]) => {
    const named = (list: readonly string[]): boolean => list.some((grantee) => namedBy(grantee, caller));
    const whole = (list: readonly string[]): boolean =>
      list.some((grantee) => coversAccount(grantee, caller.accountId));
    // Beside its whole account a role or user gets no grant of its own.
    const holds = (list: readonly string[]): boolean => (whole(list) ? permitted : named(list));
    const bound = encryptionContext === `${prefix}${name}`;
    switch (action) {
      case "kms:DescribeKey":
        return holds(push) || holds(pull);
      case "kms:Decrypt":
        return bound && (holds(push) || holds(pull));
      case "kms:GenerateDataKey":
        return bound && holds(push);
      default:
        return false;
    }
  });
}
