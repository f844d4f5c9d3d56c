import type { AccessModel, ControlLevel, ModelDocument, Principal } from "../model/access-model";
import type { PolicyJson } from "../policy/policy-json";
import { isUnknown, unknown } from "../policy/unknown";
import type { AskedCall } from "./asked-call";
import { boundsOf } from "./bounds";
import type { SimulatedDocument } from "./simulate";
import { refusalOf } from "./simulate";

type Kind = SimulatedDocument["kind"];

/** How it is said that a document cannot be judged. */
export const NOT_VALID = " is not valid: ";

/**
 * A model in which nothing is known of the documents that are not valid policies: AWS would refuse them, so that what is in
 * force there is not what the input says.
 */
export async function withValidDocuments(model: AccessModel): Promise<AccessModel> {
  const refusals = new Map<string, string | undefined>();
  const checked = async (kind: Kind, document: ModelDocument): Promise<ModelDocument> => {
    const { policy, name } = document;
    if (isUnknown(policy)) return document;
    const text = `${kind} ${JSON.stringify(policy)}`;
    if (!refusals.has(text)) refusals.set(text, await refusal(kind, policy));
    const why = refusals.get(text);
    return why === undefined ? document : { ...document, policy: unknown(`the ${name}, which${NOT_VALID}${why}`) };
  };
  const all = async <T>(list: readonly T[], change: (each: T) => Promise<T>): Promise<readonly T[]> => {
    const changed: T[] = [];
    for (const each of list) changed.push(await change(each));
    return changed;
  };
  const level =
    (kind: Kind) =>
    async (each: ControlLevel): Promise<ControlLevel> => ({
      ...each,
      policies: await all(each.policies, (document) => checked(kind, document)),
    });
  return {
    ...model,
    accounts: await all(model.accounts, async (account) => ({
      ...account,
      ...(account.serviceControlPolicies
        ? { serviceControlPolicies: await all(account.serviceControlPolicies, level("service-control")) }
        : {}),
      ...(account.resourceControlPolicies
        ? { resourceControlPolicies: await all(account.resourceControlPolicies, level("resource-control")) }
        : {}),
    })),
    keys: await all(model.keys, async (key) => ({ ...key, policy: await checked("resource", key.policy) })),
    repositories: await all(model.repositories, async (repository) => ({
      ...repository,
      ...(repository.policy ? { policy: await checked("resource", repository.policy) } : {}),
    })),
    principals: await all(model.principals, async (principal): Promise<Principal> => ({
      ...principal,
      policies: await all(principal.policies, (document) => checked("identity", document)),
      ...(principal.permissionsBoundary
        ? { permissionsBoundary: await checked("boundary", principal.permissionsBoundary) }
        : {}),
    })),
  };
}

async function refusal(kind: Kind, { Statement }: PolicyJson): Promise<string | undefined> {
  const statements = Statement.flatMap((statement, number) =>
    boundsOf(statement, () => false).wide.map((wide) => ({ number, statement: wide })),
  );
  return statements.length === 0 ? undefined : refusalOf(PROBE, { kind, level: "", statements });
}

/** Any call does: only whether the document is a policy matters. */
const PROBE: AskedCall = {
  planned: { action: "ecr:BatchGetImage", target: "repository", neededBy: "documented", see: "" },
  call: {
    action: "ecr:BatchGetImage",
    resource: "arn:aws:ecr:us-east-1:123456789012:repository/probe",
    neededBy: "documented",
    see: "",
    context: {},
  },
  caller: {
    type: "iam",
    arn: "arn:aws:iam::123456789012:user/probe",
    identity: "arn:aws:iam::123456789012:user/probe",
    accountId: "123456789012",
    isRole: false,
  },
  owner: "123456789012",
  isUnknownKey: () => false,
  participants: [],
};
