import { ADMINISTER_KEY, USE_KEY } from "../shared/fixtures";
import type { Caller } from "./caller";
import type { Call, Operation, Target } from "./calls";
import { ECR_GRANT, grantCalls, keyCall as call } from "./grant-calls";
import type { Facts, Scenario } from "./scenario";
import { otherRegion } from "./scenario";
import { STRANGERS } from "./topologies";

/** What is tried at KMS: with the key of the scenario and with others, through ECR and past it. */
export function keyCalls(scenario: Scenario, facts: Facts, caller: Caller): readonly Call[] {
  const key: Target = { type: "key", accountId: facts.keyAccount, shared: true, alias: facts.alias };
  const contexts = encryptionContexts(scenario, facts);
  return caller.type === "service"
    ? [...uses("use key directly", key, contexts, undefined), ...grantCalls(key, contexts)]
    : [
        ...uses("use key through ECR", key, contexts, "ecr"),
        ...uses("use key through another service", key, contexts, "s3"),
        ...uses("use key directly", key, contexts, undefined),
        ...otherKeys(facts, caller.accountId).flatMap((other) => otherKeyCalls(other, contexts)),
        call("encrypt through ECR", "kms:Encrypt", key, "ecr", contexts[0]),
        call("encrypt through ECR", "kms:ReEncryptFrom", key, "ecr", contexts[0]),
        ...grantCalls(key, contexts),
        call("retire grant", "kms:RetireGrant", key),
        call("revoke grant", "kms:RevokeGrant", key),
        ...ADMINISTER_KEY.filter((action) => action !== "kms:DescribeKey").map((action) =>
          call("administer key", action, key),
        ),
        ...aliases(facts),
        ...["kms:CreateKey", "kms:ListAliases", "kms:ListKeys"].map((action) =>
          call("create key", action, { type: "account" }),
        ),
      ];
}

/** Each repository of the topology, one that is not in it, and one of another registry. */
function encryptionContexts({ topology }: Scenario, facts: Facts): readonly string[] {
  const prefix = `arn:${facts.partition}:ecr:${facts.region}:`;
  return [
    ...Object.keys(topology.repositories).map((name) => `${prefix}${facts.registry}:repository/${name}`),
    `${prefix}${facts.registry}:repository/ap`,
    `${prefix}${STRANGERS[0] ?? ""}:repository/app`,
  ];
}

/** Keys that are not the scenario's: one beside it, and two that happen to carry its alias. */
function otherKeys(facts: Facts, accountId: string): readonly Target[] {
  const { keyAccount, alias } = facts;
  const other = (owner: string, changes: { readonly alias?: string; readonly region?: string } = {}): Target => ({
    type: "key",
    accountId: owner,
    shared: false,
    alias,
    ...changes,
  });
  return [
    other(keyAccount, { alias: "alias/other" }),
    other(keyAccount, { region: otherRegion(facts) }),
    ...(accountId === keyAccount ? [] : [other(accountId)]),
  ];
}

function otherKeyCalls(key: Target, contexts: readonly string[]): readonly Call[] {
  const [context] = contexts;
  return [
    ...uses("use another key", key, contexts, "ecr"),
    call("use another key", "kms:DescribeKey", key),
    call("administer key", "kms:ScheduleKeyDeletion", key),
    { ...call("make another grant", "kms:CreateGrant", key, "ecr", context), grant: ECR_GRANT },
  ];
}

function uses(
  operation: Operation,
  key: Target,
  contexts: readonly string[],
  via: string | undefined,
): readonly Call[] {
  return USE_KEY.flatMap((action) =>
    action === "kms:DescribeKey"
      ? [call(operation, action, key, via)]
      : contexts.map((context) => call(operation, action, key, via, context)),
  );
}

function aliases({ keyAccount, alias }: Facts): readonly Call[] {
  return [alias, "alias/other"].flatMap((each) =>
    ["kms:CreateAlias", "kms:DeleteAlias", "kms:UpdateAlias"].map((action) =>
      call("manage alias", action, { type: "alias", accountId: keyAccount, alias: each }),
    ),
  );
}
