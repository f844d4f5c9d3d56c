import type { GrantListEntry, KMSClient } from "@aws-sdk/client-kms";
import { paginateListGrants } from "@aws-sdk/client-kms";
import { allItems } from "../../toolkit/aws/all-pages";
import { sortedBy } from "../../toolkit/order";
import { withoutUndefined } from "../../toolkit/without-undefined";
import type { DeployedGrant } from "../deployed";
import type { Answer, Asking, Question } from "./asking";

/** As many as KMS gives in one answer. */
const PAGE = 100;

/** Reads all grants on a key. ECR makes two for each repository, so there may be tens of thousands. */
export async function readGrants(
  asking: Asking,
  kms: KMSClient,
  question: Question,
  arn: string,
): Promise<Answer<readonly DeployedGrant[]>> {
  const answer = await asking.ask(question, () =>
    allItems(
      paginateListGrants({ client: kms, pageSize: PAGE }, { KeyId: arn }),
      ({ Grants }) => Grants,
      (count) => {
        asking.progress(`grants on ${question.path}: ${count.toLocaleString("en")}`);
      },
    ),
  );
  if (answer.kind !== "answered") return answer;
  const grants = answer.value.map(deployedGrant);
  return {
    kind: "answered",
    value: sortedBy(grants, ({ encryptionContextSubset, granteePrincipal, grantId }) => [
      encryptionContextSubset?.["aws:ecr:arn"] ?? "",
      granteePrincipal,
      grantId,
    ]),
  };
}

/** KMS names services in fields of their own as well; an empty name is none. */
function deployedGrant(entry: GrantListEntry): DeployedGrant {
  const { Constraints, Name, RetiringPrincipal, GranteePrincipal } = entry;
  return withoutUndefined({
    grantId: entry.GrantId ?? "",
    granteePrincipal: nonEmpty(GranteePrincipal) ?? nonEmpty(entry.GranteeServicePrincipal) ?? "",
    retiringPrincipal: nonEmpty(RetiringPrincipal) ?? nonEmpty(entry.RetiringServicePrincipal),
    issuingAccount: nonEmpty(entry.IssuingAccount),
    operations: [...(entry.Operations ?? [])].sort(),
    encryptionContextSubset: nonEmptyContext(Constraints?.EncryptionContextSubset),
    encryptionContextEquals: nonEmptyContext(Constraints?.EncryptionContextEquals),
    sourceArn: nonEmpty(Constraints?.SourceArn),
    createdAt: entry.CreationDate?.toISOString(),
    name: nonEmpty(Name),
  });
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === "" ? undefined : text;
}

function nonEmptyContext(
  context: Readonly<Record<string, string>> | undefined,
): Readonly<Record<string, string>> | undefined {
  return context === undefined || Object.keys(context).length === 0 ? undefined : context;
}
