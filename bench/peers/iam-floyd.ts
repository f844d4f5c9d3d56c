/**
 * The documents of `platformRegistry` with iam-floyd's builder.
 *
 * @module
 */
import { createRequire } from "node:module";
import type { Written } from "../by-hand/documents";
import type { Part, Right } from "../by-hand/identity-policies";
import { MANAGE } from "../by-hand/actions";
import type { Place } from "../by-hand/place";
import { accountOf, repositoryArn } from "../by-hand/place";
import type { Builder, Ecr, Floyd, Kms } from "./iam-floyd-types";

const load = createRequire(__filename);
const { Statement } = load("iam-floyd") as Floyd;

/** What it is called in figures. */
export const FLOYD = `iam-floyd ${(load("iam-floyd/package.json") as { readonly version: string }).version}`;

const ecr = (sid: string) => new Statement.Ecr(sid).allow();
const kms = (sid: string) => new Statement.Kms(sid).allow();
const pull = (statement: Ecr) => statement.toBatchCheckLayerAvailability().toBatchGetImage().toGetDownloadUrlForLayer();
const push = (statement: Ecr) =>
  statement
    .toBatchCheckLayerAvailability()
    .toBatchGetImage()
    .toCompleteLayerUpload()
    .toInitiateLayerUpload()
    .toPutImage()
    .toUploadLayerPart();
const use = (statement: Kms) => statement.toDecrypt().toDescribeKey().toGenerateDataKey();
const viaEcr = <B extends Builder>(statement: B, { region }: Place) =>
  statement.if("kms:ViaService", `ecr.${region}.amazonaws.com`, "StringEquals");
const grantForEcr = (statement: Kms, place: Place) =>
  viaEcr(statement.toCreateGrant(), place)
    .if("kms:GrantIsForAWSResource", "true", "Bool")
    .if("kms:GrantOperations", ["Decrypt", "GenerateDataKey"], "ForAllValues:StringEquals")
    .if("kms:GrantConstraintType", "EncryptionContextSubset", "StringEquals")
    .if("kms:EncryptionContext:aws:ecr:arn", repositoryArn(place, "*"), "StringLike");
const aliased = (statement: Kms, { region, hub }: Place) =>
  statement
    .on(`arn:aws:kms:${region}:${hub}:key/*`)
    .if("kms:ResourceAliases", ["alias/ecr/registry"], "ForAnyValue:StringEquals");

const text = (...statements: readonly Builder[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });

/** The text of every document. Like the floor it is told which repositories stand in which IAM policy. */
export function documentsWithFloyd({ topology, accounts, roles, parts }: Written): string[] {
  const { region, registryAccountId: hub, repositories } = topology;
  const place = { region, hub };
  return [
    keyPolicy(place, accounts, roles),
    ...Object.values(repositories).map(({ push: pushers = [], pull: pullers = [] }) =>
      repositoryPolicy(pushers, pullers),
    ),
    ...parts.map((part) => identityPolicy(place, part)),
  ];
}

function repositoryPolicy(roles: readonly string[], accounts: readonly string[]): string {
  const pulled = pull(ecr("AllowPullAccounts")).forAccount(...accounts);
  if (roles.length === 0) return text(pulled);
  const pushed = push(ecr("AllowPushPrincipals")).forAccount(...roles.map(accountOf));
  return text(pushed.if("aws:PrincipalArn", roles, "ArnEquals"), pulled);
}

function keyPolicy(place: Place, accounts: readonly string[], roles: readonly string[]): string {
  const own = (sid: string) => kms(sid).forAccount(place.hub).onAllResources();
  const throughEcr = (sid: string, who: readonly string[]) =>
    viaEcr(
      use(kms(sid))
        .forAccount(...who)
        .onAllResources(),
      place,
    );
  return text(
    own("EnableIAMUserPermissions").allActions(),
    grantForEcr(own("AllowCreatorsToMakeEcrGrantsAccounts"), place),
    viaEcr(own("AllowCreatorsToDescribeTheKeyAccounts").toDescribeKey(), place),
    use(kms("AllowEcrToUseTheKey"))
      .forService("ecr.amazonaws.com")
      .onAllResources()
      .if("aws:SourceAccount", place.hub, "StringEquals"),
    throughEcr("AllowUseThroughEcrAccounts", accounts),
    throughEcr("AllowUseThroughEcrPrincipals", [...new Set(roles.map(accountOf))]).if(
      "aws:PrincipalArn",
      roles,
      "ArnEquals",
    ),
  );
}

function identityPolicy(place: Place, { right, first, names }: Part): string {
  const about = aboutImages(right).on(...names.map((name) => repositoryArn(place, name)));
  return text(...(first ? base(place, right) : []), about);
}

function aboutImages(right: Right): Builder {
  if (right === "pull") return pull(ecr("PullImages"));
  if (right === "push") return push(ecr("PushImages"));
  return MANAGE.reduce((statement, action) => statement.to(action), ecr("ManageRepositories"));
}

function base(place: Place, right: Right): readonly Builder[] {
  if (right === "create")
    return [
      grantForEcr(aliased(kms("MakeEcrGrants"), place), place),
      aliased(kms("DescribeKeyAndRetireGrants").toDescribeKey().toRetireGrant(), place),
    ];
  return [
    ecr("Login").toGetAuthorizationToken().onAllResources(),
    viaEcr(aliased(use(kms("UseKeyThroughEcr")), place), place),
  ];
}
