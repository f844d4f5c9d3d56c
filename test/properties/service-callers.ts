import type { CallerKind, ServiceCaller } from "./caller";
import type { Facts, Scenario } from "./scenario";
import { STRANGERS } from "./topologies";

/** Whom a service says it works for. */
type Source = readonly [arn: string | undefined, account: string | undefined];

const NOBODY: Source = [undefined, undefined];

/**
 * AWS services as they call ECR and KMS: for resources that the topology names, for others in the same accounts and in
 * accounts that it names nowhere, for resources of another service, and with no word about whom they work for.
 */
export function servicesThatCall(scenario: Scenario, facts: Facts): readonly ServiceCaller[] {
  const functions = lambdaSources(scenario, facts);
  const projects = codeBuildSources(scenario, facts);
  const applications = emrSources(scenario, facts);
  const strange = (service: string, sources: readonly Source[]): readonly ServiceCaller[] =>
    called("service for another's resource", service, sources);
  return [
    ...called("Lambda", LAMBDA, [...functions, NOBODY]),
    ...called("CodeBuild", CODEBUILD, [...projects, NOBODY]),
    ...called("EMR Serverless", EMR, [...applications, NOBODY]),
    ...called("ECR", "ecr.amazonaws.com", [
      [undefined, facts.registry],
      [undefined, facts.registry],
      [undefined, STRANGERS[0]],
      NOBODY,
    ]),
    ...strange(LAMBDA, [...projects, ...applications]),
    ...strange(CODEBUILD, [...functions, ...applications]),
    ...strange(EMR, [...functions, ...projects]),
  ];
}

const LAMBDA = "lambda.amazonaws.com";
const CODEBUILD = "codebuild.amazonaws.com";
const EMR = "emr-serverless.amazonaws.com";

function lambdaSources({ topology }: Scenario, { partition, region, registry }: Facts): readonly Source[] {
  const granted = Object.values(topology.repositories).flatMap(({ lambda = [] }) => lambda);
  const arn = (accountId: string, resource: string, at = region): string =>
    `arn:${partition}:lambda:${at}:${accountId}:${resource}`;
  const [first = registry] = granted;
  return [
    ...[...granted, registry, ...STRANGERS].map((id): Source => [arn(id, "function:worker"), id]),
    [arn(first, "layer:worker"), first],
    [arn(first, "function:worker", "eu-north-1"), first],
  ];
}

function codeBuildSources(scenario: Scenario, facts: Facts): readonly Source[] {
  const named = `arn:${facts.partition}:codebuild:${facts.region}:${facts.registry}:project/my-app`;
  return resourcesOf(scenario, "codebuild", named).flatMap((arn): readonly Source[] => {
    const account = accountOf(arn);
    const other = arn.replace(/project\/.*/, "project/");
    return [
      [arn.replace("*", "some"), account],
      ...["my-app", "my-app2", "my-app-of-another-team", "other"].map((name): Source => [`${other}${name}`, account]),
      [arn.replace(account, STRANGERS[0] ?? "").replace("*", "some"), STRANGERS[0]],
      [arn.replace("*", "some"), STRANGERS[1]],
      [arn.replace("*", "some"), undefined],
      [undefined, account],
    ];
  });
}

function emrSources(scenario: Scenario, facts: Facts): readonly Source[] {
  const named = `arn:${facts.partition}:emr-serverless:${facts.region}:${facts.registry}:/applications/00abc`;
  return resourcesOf(scenario, "emr-serverless", named).flatMap((arn): readonly Source[] => {
    const account = accountOf(arn);
    const other = arn.replace(/applications\/.*/, "applications/");
    return [
      [arn.replace("*", "00xyz"), account],
      [`${other}00abc`, account],
      [`${other}00def`, account],
      [arn.replace(account, STRANGERS[0] ?? "").replace("*", "00xyz"), STRANGERS[0]],
      [undefined, account],
    ];
  });
}

function called(kind: CallerKind, service: string, sources: readonly Source[]): readonly ServiceCaller[] {
  return sources.map(([sourceArn, sourceAccount]) => ({
    type: "service",
    kind,
    service,
    ...(sourceArn === undefined ? {} : { sourceArn }),
    ...(sourceAccount === undefined ? {} : { sourceAccount }),
  }));
}

/** The resources of a service that a topology names, or one that it does not name. */
function resourcesOf({ topology }: Scenario, service: string, otherwise: string): readonly string[] {
  const grantees = Object.values(topology.repositories).flatMap(({ push = [], pull = [] }) => [...push, ...pull]);
  const named = new Set(grantees.filter((grantee) => grantee.split(":")[2] === service));
  return named.size > 0 ? [...named] : [otherwise];
}

function accountOf(arn: string): string {
  return arn.split(":")[4] ?? "";
}
