import { PULL, PUSH, USE_KEY } from "../shared/fixtures";
import type { ServiceCaller } from "./caller";
import type { Call } from "./calls";
import type { Facts, Scenario } from "./scenario";

/** A service that the topology lets work for single resources. */
interface ServiceIntent {
  /** The service in an ARN. */
  readonly name: string;
  readonly pull: readonly string[];
  /** Whether the account it says it works for has to be the resource's. */
  readonly checksAccount: boolean;
}

const SERVICES: Readonly<Record<string, ServiceIntent>> = {
  "codebuild.amazonaws.com": { name: "codebuild", pull: PULL, checksAccount: true },
  "emr-serverless.amazonaws.com": {
    name: "emr-serverless",
    pull: ["ecr:BatchGetImage", "ecr:DescribeImages", "ecr:GetDownloadUrlForLayer"],
    checksAccount: false,
  },
};

/** Whether an AWS service, working for the resource it names, is meant to make a call. */
export function serviceIntent(scenario: Scenario, facts: Facts, caller: ServiceCaller, call: Call): boolean {
  const { target } = call;
  if (target.type === "key") return target.shared && ecrUsesKey(facts, caller, call);
  if (target.type !== "repository" || target.accountId !== facts.registry) return false;
  const access = scenario.topology.repositories[target.name];
  if (access === undefined) return false;
  const { lambda = [], push = [], pull = [] } = access;
  if (caller.service === "lambda.amazonaws.com") return isFunctionOf(lambda, facts, caller) && lambdaReads(call);
  const service = SERVICES[caller.service];
  if (service === undefined) return false;
  const worksFor = (list: readonly string[]): boolean => list.some((grantee) => isResource(grantee, service, caller));
  return (worksFor(push) && PUSH.includes(call.action)) || (worksFor(pull) && service.pull.includes(call.action));
}

/** ECR itself uses the key, for the registry account only, in the models that say so. */
function ecrUsesKey({ model, registry }: Facts, caller: ServiceCaller, { action }: Call): boolean {
  return (
    model !== "ecr-grants-only" &&
    caller.service === "ecr.amazonaws.com" &&
    caller.sourceAccount === registry &&
    USE_KEY.includes(action)
  );
}

function lambdaReads({ action }: Call): boolean {
  return action === "ecr:BatchGetImage" || action === "ecr:GetDownloadUrlForLayer";
}

/** Lambda runs an image for any function, in the registry's Region, of the accounts given. */
function isFunctionOf(
  accounts: readonly string[],
  { partition, region }: Facts,
  { sourceArn = "" }: ServiceCaller,
): boolean {
  return accounts.some((id) => sourceArn.startsWith(`arn:${partition}:lambda:${region}:${id}:function:`));
}

/** A resource is meant by its ARN; `*` in a grantee stands for any text. */
function isResource(grantee: string, service: ServiceIntent, { sourceArn, sourceAccount }: ServiceCaller): boolean {
  const [, , name, , account] = grantee.split(":");
  if (name !== service.name || sourceArn === undefined) return false;
  if (service.checksAccount && sourceAccount !== account) return false;
  const pattern = grantee.split("*").map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${pattern.join(".*")}$`).test(sourceArn);
}
