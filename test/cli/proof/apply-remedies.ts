import type { AccessModel, ModelDocument } from "../../../cli/model/access-model";
import type { PolicyJson } from "../../../cli/policy/policy-json";
import { isUnknown } from "../../../cli/policy/unknown";
import type { Explanation } from "../../../cli/proof/proof";

/** A model in which all that the remedies of an explanation say is done. */
export function withRemedies(model: AccessModel, { principal, repository, remedies }: Explanation): AccessModel {
  const key = typeof repository.encryption.keyArn === "string" ? repository.encryption.keyArn : "";
  const added = (kind: string): PolicyJson["Statement"] =>
    remedies.flatMap(({ document, statement }) => (document.kind === kind && statement ? [statement] : []));
  const more = (document: ModelDocument, kind: string): ModelDocument =>
    isUnknown(document.policy)
      ? document
      : { ...document, policy: { ...document.policy, Statement: [...document.policy.Statement, ...added(kind)] } };
  const empty = (name: string): ModelDocument => ({ name, policy: { Version: "2012-10-17", Statement: [] } });
  return {
    ...model,
    keys: model.keys.map((each) => (each.arn === key ? { ...each, policy: more(each.policy, "key-policy") } : each)),
    repositories: model.repositories.map((each) =>
      each.arn === repository.arn && added("repository-policy").length > 0
        ? { ...each, policy: more(each.policy ?? empty("new policy"), "repository-policy") }
        : each,
    ),
    principals: model.principals.map((each) =>
      each.arn === principal.arn && added("identity").length > 0
        ? { ...each, policies: [...each.policies, more(empty("added policy"), "identity")] }
        : each,
    ),
  };
}
