import type { Deployment } from "./deployment";
import type { MutationKind } from "./statement-change";

type Grants = Deployment["grants"];
type Grant = Grants[number];

/** One change of one grant. */
export interface GrantMutation {
  readonly kind: MutationKind;
  readonly what: string;
  readonly mutated: Grants;
  readonly grant: Grant;
  /** The operation that was taken away. */
  readonly operation?: string;
}

/** Every change of one element of one grant. */
export function grantMutationsOf(grants: Grants, foreignRoot: string): readonly GrantMutation[] {
  return grants.flatMap((grant, index) => {
    const { id, operations, granteePrincipal, encryptionContext } = grant;
    const put = (kind: MutationKind, what: string, ...changed: readonly Grant[]): GrantMutation => ({
      kind,
      what: `${id}: ${what}`,
      mutated: [...grants.slice(0, index), ...changed, ...grants.slice(index + 1)],
      grant,
    });
    const root = granteePrincipal.replace(/:(?:role|user)\/.*$/, ":root");
    const other = grants.find((each) => each.encryptionContext["aws:ecr:arn"] !== encryptionContext["aws:ecr:arn"]);
    const unbound = {} as Grant["encryptionContext"];
    return [
      put("remove grant", granteePrincipal),
      ...operations.map((operation) => {
        const others = operations.filter((each) => each !== operation);
        return { ...put("remove grant operation", operation, { ...grant, operations: others }), operation };
      }),
      ...(operations.includes("GenerateDataKey")
        ? []
        : [
            put("add grant operation", "GenerateDataKey", {
              ...grant,
              operations: [...operations, "GenerateDataKey"],
            }),
          ]),
      ...(root === granteePrincipal ? [] : [put("widen grantee", root, { ...grant, granteePrincipal: root })]),
      put("add a foreign account", foreignRoot, grant, { ...grant, granteePrincipal: foreignRoot }),
      put("drop grant constraint", "all of it", { ...grant, encryptionContext: unbound }),
      ...(other
        ? [
            put("drop grant constraint", "another repository's", {
              ...grant,
              encryptionContext: other.encryptionContext,
            }),
          ]
        : []),
    ];
  });
}
