import { runSimulation } from "@cloud-copilot/iam-simulate";
import type { Condition, PolicyDocument } from "../../shared";
import type { ContextValue, Request } from "./requests";
import { ENCRYPTION_CONTEXT } from "./requests";

/** The documents that a request is judged by. */
export interface Documents {
  readonly identity: readonly PolicyDocument[];
  readonly resource: PolicyDocument | undefined;
}

/**
 * The simulator knows no context key with a part of one's own behind a colon, and leaves such keys out of a request. So that
 * conditions on the encryption context are judged all the same, the key is called something else, in documents and requests
 * alike: what a condition means does not depend on the name of its key.
 */
const RENAMED = "aws:PrincipalTag/encryption-context-aws-ecr-arn";

/**
 * Whether AWS would allow a request, in the judgement of iam-simulate. Anything that it cannot judge (a document that is not
 * valid, an action, resource or context key that does not exist) is an error and not a refusal.
 */
export async function isAllowed(request: Request, documents: Documents): Promise<boolean> {
  const identity = documents.identity.map((policy) => prepared(policy));
  const resource = documents.resource === undefined ? undefined : prepared(documents.resource);
  const relevant = new Set([...identity, ...(resource ? [resource] : [])].flatMap(({ keys }) => [...keys]));
  const result = await runSimulation(
    {
      request: {
        principal: request.principal,
        action: request.action,
        resource: { resource: request.resource, accountId: request.resourceAccount },
        contextVariables: contextFor(request.context, relevant),
      },
      identityPolicies: identity.map(({ document }, index) => ({ name: `policy ${index}`, policy: document })),
      resourcePolicy: resource?.document,
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  if (result.resultType !== "single") {
    throw new Error(`the simulator cannot judge ${JSON.stringify({ request, documents, result })}`);
  }
  const { ignoredContextKeys = [] } = result.result;
  if (ignoredContextKeys.length > 0) {
    throw new Error(`the simulator leaves out ${ignoredContextKeys.join(", ")} of ${JSON.stringify(request)}`);
  }
  return result.overallResult === "Allowed";
}

/** A document as it is given to the simulator, and the context keys (in lower case) that its conditions name. */
interface Prepared {
  readonly document: PolicyDocument;
  readonly keys: ReadonlySet<string>;
}

const known = new WeakMap<PolicyDocument, Prepared>();

function prepared(document: PolicyDocument): Prepared {
  const before = known.get(document);
  if (before !== undefined) return before;
  const conditions = document.Statement.flatMap(({ Condition }) => Object.values(Condition ?? {}));
  const after = {
    document: { ...document, Statement: document.Statement.map(renamed) },
    keys: new Set(conditions.flatMap((keys) => Object.keys(keys).map((key) => nameOf(key).toLowerCase()))),
  };
  known.set(document, after);
  return after;
}

function renamed<S extends { readonly Condition?: Condition }>(statement: S): S {
  if (statement.Condition === undefined) return statement;
  const condition = Object.entries(statement.Condition).map(([operator, keys]) => [
    operator,
    Object.fromEntries(Object.entries(keys).map(([key, value]) => [nameOf(key), value])),
  ]);
  return { ...statement, Condition: Object.fromEntries(condition) as Condition };
}

function nameOf(key: string): string {
  return key === ENCRYPTION_CONTEXT ? RENAMED : key;
}

/** A key that no condition names decides nothing; to leave it out makes the simulator faster. */
function contextFor(
  context: Readonly<Record<string, ContextValue>>,
  relevant: ReadonlySet<string>,
): Record<string, string | string[]> {
  const entries = Object.entries(context).map(([key, value]) => [nameOf(key), value] as const);
  return Object.fromEntries(
    entries
      .filter(([key]) => relevant.has(key.toLowerCase()))
      .map(([key, value]) => [key, typeof value === "string" ? value : [...value]]),
  );
}
