import { GetPolicyCommand, GetPolicyVersionCommand } from "@aws-sdk/client-iam";
import type { AwsSession } from "../../toolkit/aws/aws-session";
import { awsManagedPolicy } from "../../resources/aws-managed-policies";
import { unknown } from "../../policy/unknown";
import type { Asking, Question } from "./asking";
import type { MadeResource } from "./made-resource";
import { made } from "./made-resource";
import { policyText } from "./policy-text";

/**
 * Reads the version of a managed policy that is in force, once however many it is attached to.
 *
 * @returns nothing for a policy of AWS's own that may not be read and is known anyway
 */
export function readManagedPolicy(asking: Asking, session: AwsSession, arn: string): Promise<readonly MadeResource[]> {
  return asking.once(`policy ${session.accountId} ${arn}`, () => read(asking, session, arn));
}

async function read(asking: Asking, session: AwsSession, arn: string): Promise<readonly MadeResource[]> {
  const iam = asking.iam(session);
  const isKnown = awsManagedPolicy(arn) !== undefined;
  const question = (call: string): Question => ({ path: `policy ${arn}`, call, session });
  const policy = await asking.askEssential(question("iam:GetPolicy"), () =>
    iam.send(new GetPolicyCommand({ PolicyArn: arn })),
  );
  const version = policy.kind === "answered" ? (policy.value.Policy?.DefaultVersionId ?? "v1") : undefined;
  const answer =
    policy.kind !== "answered"
      ? policy
      : await asking.askEssential(question("iam:GetPolicyVersion"), async () => {
          const got = await iam.send(new GetPolicyVersionCommand({ PolicyArn: arn, VersionId: version }));
          return policyText(got.PolicyVersion?.Document);
        });
  if (answer.kind !== "answered" && isKnown) return [];
  if (answer.kind !== "answered") asking.note(answer.problem);
  const { accountId, region, partition } = session;
  const name = arn.slice(arn.lastIndexOf("/") + 1);
  const text = answer.kind === "answered" ? answer.value : unknown(`policy ${arn}`);
  return [made("aws_iam_policy", arn, { accountId, region, partition }, { arn, id: arn, name, policy: text })];
}
