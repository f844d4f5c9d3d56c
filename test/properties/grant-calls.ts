import type { Call, GrantRequest, Operation, Target } from "./calls";

/** The grants that ECR makes when a repository is created. */
export const ECR_GRANT: GrantRequest = {
  forAwsResource: true,
  operations: ["Decrypt", "GenerateDataKey"],
  constraint: "EncryptionContextSubset",
};

/** The grants that ECR asks for, and others that differ from them in one thing each. */
export function grantCalls(key: Target, contexts: readonly string[]): readonly Call[] {
  const ask = (via: string | undefined, context: string | undefined, changes: Partial<GrantRequest> = {}): Call => ({
    ...keyCall("make another grant", "kms:CreateGrant", key, via, context),
    grant: { ...ECR_GRANT, ...changes },
  });
  const { constraint: _, ...unconstrained } = ECR_GRANT;
  const [first] = contexts;
  const foreign = contexts.at(-1);
  const asEcrAsks = (context: string | undefined, operations = ECR_GRANT.operations): Call => ({
    ...ask("ecr", context, { operations }),
    operation: "make ECR's grant",
  });
  return [
    ...contexts.slice(0, -1).map((context) => asEcrAsks(context)),
    asEcrAsks(first, ["Decrypt"]),
    asEcrAsks(first, ["GenerateDataKey"]),
    ask(undefined, first),
    ask("s3", first),
    ask("ecr", foreign),
    ask("ecr", undefined),
    ask("ecr", first, { forAwsResource: false }),
    ask("ecr", first, { operations: ["Decrypt", "GenerateDataKey", "CreateGrant"] }),
    ask("ecr", first, { operations: ["Encrypt"] }),
    ask("ecr", first, { constraint: "EncryptionContextEquals" }),
    { ...ask("ecr", first), grant: unconstrained },
  ];
}

/** A call with a key. */
export function keyCall(operation: Operation, action: string, target: Target, via?: string, context?: string): Call {
  return {
    operation,
    action,
    target,
    ...(via === undefined ? {} : { via }),
    ...(context === undefined ? {} : { encryptionContext: context }),
  };
}
