import { expect } from "chai";
import { DeleteRepositoryCommand, ECRClient } from "@aws-sdk/client-ecr";
import { connect } from "../../cli/toolkit/aws/connect";
import type { AwsSessions } from "../../cli/toolkit/aws/aws-session";
import type { Deployed } from "../../cli/doctor/deployed";
import { readDeployed } from "../../cli/doctor/read/read-deployed";
import type { AccessProof, OperationId } from "../../cli/proof/proof";
import { OPERATIONS } from "../../cli/proof/proof";
import { proveAccessModel } from "../../cli/proof/prove";
import { modelFromResources } from "../../cli/resources/model-from-resources";
import { findAll } from "../../cli/rules/find-all";
import { withEnvironment } from "../cli/toolkit/aws/environment";
import { sharedEmulator } from "../support/shared-emulator";
import { refusalOfPromise } from "../support/thrown";
import type { World } from "./doctor-reader-world";
import {
  ADMIN_POLICY,
  BOUNDARY,
  credentialsIn,
  DEVS_POLICY,
  HUB,
  KEY_POLICY,
  LIFECYCLE,
  makeWorld,
  ORDERS_POLICY,
  PULLER_POLICY,
  REGION,
  repositoryArn,
  SPOKE,
  STRANGER,
  TOKEN_POLICY,
} from "./doctor-reader-world";

const NOW = new Date("2026-11-24T12:00:00Z");
const ORDERS = repositoryArn("team/orders");
const LEGACY = repositoryArn("legacy");
const role = (account: string, name: string): string => `arn:aws:iam::${account}:role/${name}`;

describe("the doctor's reader against the emulator", function () {
  let endpoint: string;
  let world: World;
  let sessions: AwsSessions;
  let deployed: Deployed;

  /** The command finds its credentials and the emulator in the environment. */
  const asUser = <T>(action: () => Promise<T>): Promise<T> =>
    credentialsIn(endpoint, HUB).then((credentials) =>
      withEnvironment({ ...credentials, AWS_ENDPOINT_URL: endpoint, AWS_REGION: REGION }, action),
    );

  const read = (...repositories: readonly string[]): Promise<Deployed> =>
    asUser(() => readDeployed(sessions, { repositories, principals: [] }, undefined, () => NOW));

  before(async function () {
    const { emulator } = await sharedEmulator(this);
    await emulator.reset();
    endpoint = emulator.endpoint;
    world = await makeWorld(endpoint);
    sessions = await asUser(() => connect({ also: [role(SPOKE, "audit")] }));
    deployed = await read("legacy", ORDERS);
  });

  it("finds the user's own account and the one whose role is assumed", () => {
    expect(sessions.all.map(({ config: _, ...session }) => session)).to.deep.equal([
      {
        accountId: HUB,
        region: REGION,
        partition: "aws",
        callerArn: `arn:aws:sts::${HUB}:assumed-role/platform-admin/me`,
        name: "the credentials of the environment",
      },
      {
        accountId: SPOKE,
        region: REGION,
        partition: "aws",
        callerArn: `arn:aws:sts::${SPOKE}:assumed-role/audit/ecr-kms`,
        name: role(SPOKE, "audit"),
      },
    ]);
  });

  it("reads repositories, keys and grants", () => {
    const { keyArn, grantIds } = world;
    const ofEcr = (name: string, grantId: string | undefined): object => ({
      grantId,
      granteePrincipal: `ecr.${REGION}.amazonaws.com`,
      retiringPrincipal: `ecr.${REGION}.amazonaws.com`,
      operations: ["Decrypt", "GenerateDataKey"],
      encryptionContextSubset: { "aws:ecr:arn": repositoryArn(name) },
    });
    const { read: _, repositories, ...rest } = deployed;
    expect(
      repositories.map(({ createdAt, ...repository }) => ({ ...repository, dated: createdAt !== undefined })),
    ).to.deep.equal([
      {
        arn: LEGACY,
        name: "legacy",
        accountId: HUB,
        region: REGION,
        uri: `${HUB}.dkr.ecr.${REGION}.amazonaws.com/legacy`,
        encryptionType: "AES256",
        dated: true,
      },
      {
        arn: ORDERS,
        name: "team/orders",
        accountId: HUB,
        region: REGION,
        uri: `${HUB}.dkr.ecr.${REGION}.amazonaws.com/team/orders`,
        encryptionType: "KMS",
        keyArn,
        dated: true,
      },
    ]);
    expect(rest).to.deep.equal({
      keys: [
        {
          arn: keyArn,
          keyId: keyArn.slice(keyArn.indexOf("/") + 1),
          accountId: HUB,
          region: REGION,
          aliases: ["alias/ecr/registry"],
          manager: "customer",
          state: "Enabled",
          enabled: true,
          keySpec: "SYMMETRIC_DEFAULT",
          keyUsage: "ENCRYPT_DECRYPT",
          origin: "AWS_KMS",
          multiRegion: false,
          rotation: { enabled: true },
          grants: [
            { grantId: grantIds[4], granteePrincipal: role(HUB, "restore"), operations: ["Decrypt"], name: "restore" },
            ...[grantIds[2], grantIds[3]].sort().map((id) => ofEcr("team/gone", id)),
            ...[grantIds[0], grantIds[1]].sort().map((id) => ofEcr("team/orders", id)),
          ],
          repositoriesOfAccounts: { [HUB]: [LEGACY, ORDERS], [SPOKE]: [] },
        },
      ],
      unread: [
        {
          path: `account ${STRANGER}`,
          message: "there are no credentials for it, so what role ci may do is unknown",
          hint: `give a profile or a role of account ${STRANGER} with \`also\``,
        },
      ],
      readAt: "2026-11-24T12:00:00.000Z",
    });
  });

  it("gives every document as it is, to the model", () => {
    const { keyArn } = world;
    const keyId = keyArn.slice(keyArn.indexOf("/") + 1);
    const input = `AWS ${HUB} ${REGION}, ${SPOKE}`;
    const { read: given } = deployed;
    expect(given.input).to.deep.equal({ kind: "deployed", path: input });
    expect(given.gaps).to.deep.equal([]);
    const place = { region: REGION, partition: "aws", mode: "managed" };
    const resource = (type: string, address: string, accountId: string, values: object): object => ({
      type,
      accountId,
      ...place,
      values,
      source: { input, address },
    });
    const repository = (name: string, encryption: object, isImmutable: boolean): object =>
      resource("aws_ecr_repository", repositoryArn(name), HUB, {
        arn: repositoryArn(name),
        id: name,
        name,
        registry_id: HUB,
        repository_url: `${HUB}.dkr.ecr.${REGION}.amazonaws.com/${name}`,
        image_tag_mutability: isImmutable ? "IMMUTABLE" : "MUTABLE",
        image_scanning_configuration: [{ scan_on_push: isImmutable }],
        encryption_configuration: [encryption],
      });
    const identity = (type: string, arn: string, path: string, rest: object = {}): object => {
      const name = arn.slice(arn.lastIndexOf("/") + 1);
      return resource(type, arn, arn.split(":")[4] ?? "", { arn, id: name, name, path, ...rest });
    };
    const managed = (name: string, policy: string): object => {
      const arn = `arn:aws:iam::${SPOKE}:policy/${name}`;
      return resource("aws_iam_policy", arn, SPOKE, { arn, id: arn, name, policy });
    };
    const puller = role(SPOKE, "apps/puller");
    const dev = `arn:aws:iam::${SPOKE}:user/dev`;
    const alias = `arn:aws:kms:${REGION}:${HUB}:alias/ecr/registry`;
    const ofOrders = { repository: "team/orders", registry_id: HUB };
    expect(given.resources).to.deep.equal([
      repository("legacy", { encryption_type: "AES256" }, false),
      resource("aws_ecr_lifecycle_policy", ORDERS, HUB, { ...ofOrders, policy: LIFECYCLE }),
      repository("team/orders", { encryption_type: "KMS", kms_key: keyArn }, true),
      resource("aws_ecr_repository_policy", ORDERS, HUB, { ...ofOrders, policy: ORDERS_POLICY }),
      identity("aws_iam_role", role(HUB, "platform-admin"), "/"),
      resource("aws_iam_role_policy", role(HUB, "platform-admin"), HUB, {
        role: "platform-admin",
        name: "all",
        policy: ADMIN_POLICY,
      }),
      identity("aws_iam_role", role(HUB, "restore"), "/"),
      resource("aws_iam_group_policy", `arn:aws:iam::${SPOKE}:group/devs`, SPOKE, {
        group: "devs",
        name: "push",
        policy: DEVS_POLICY,
      }),
      managed("ecr-token", TOKEN_POLICY),
      managed("limit", BOUNDARY),
      identity("aws_iam_role", puller, "/apps/", { permissions_boundary: `arn:aws:iam::${SPOKE}:policy/limit` }),
      resource("aws_iam_role_policy", puller, SPOKE, { role: "puller", name: "pull", policy: PULLER_POLICY }),
      resource("aws_iam_role_policy_attachment", puller, SPOKE, {
        role: "puller",
        policy_arn: `arn:aws:iam::${SPOKE}:policy/ecr-token`,
      }),
      identity("aws_iam_user", dev, "/"),
      resource("aws_iam_user_group_membership", dev, SPOKE, { id: "dev-groups", user: "dev", groups: ["devs"] }),
      resource("aws_kms_alias", alias, HUB, {
        arn: alias,
        name: "alias/ecr/registry",
        target_key_id: keyId,
        target_key_arn: keyArn,
      }),
      resource("aws_kms_grant", keyArn, HUB, {
        id: `${keyId}:${world.grantIds[4] ?? ""}`,
        grant_id: world.grantIds[4],
        key_id: keyArn,
        name: "restore",
        grantee_principal: role(HUB, "restore"),
        operations: ["Decrypt"],
        constraints: [],
      }),
      resource("aws_kms_key", keyArn, HUB, {
        arn: keyArn,
        key_id: keyId,
        id: keyId,
        key_state: "Enabled",
        multi_region: false,
        customer_master_key_spec: "SYMMETRIC_DEFAULT",
        key_usage: "ENCRYPT_DECRYPT",
        enable_key_rotation: true,
        key_rotation_enabled: true,
        policy: KEY_POLICY,
      }),
      resource("aws_ecr_registry_scanning_configuration", `registry ${HUB} in ${REGION}`, HUB, {
        registry_id: HUB,
        rule: [],
      }),
    ]);
  });

  it("is enough to prove who can do what", async () => {
    const proof = await proveAccessModel(modelFromResources([deployed.read]));
    expect(answersOf(proof, ORDERS)).to.deep.equal({
      "platform-admin": "create-repository push pull delete-repository administer-key",
      restore: "",
      dev: "push pull",
      puller: "pull",
      ci: "push? pull?",
    });
    expect(answersOf(proof, LEGACY)).to.deep.equal({
      "platform-admin": "create-repository push pull delete-repository",
      restore: "",
      dev: "",
      puller: "",
      ci: "",
    });
    expect(
      findAll({ model: proof.model, proof }, { rules: {} }).map(({ rule, subject }) => `${rule}: ${subject}`),
    ).to.deep.equal([
      "repository-without-customer-key: repository legacy",
      "mutable-tags: repository legacy",
      "no-scan: repository legacy",
      "one-sided-access: role puller",
      "no-lifecycle-policy: repository legacy",
    ]);
  });

  it("is the same when it is read again", async () => {
    expect(await read(ORDERS, "legacy")).to.deep.equal(deployed);
  });

  it("tells a repository that is gone, with the names that are near", async () => {
    const refused = await refusalOfPromise(read("legacy", "orders", "team/order"));
    expect(refused.problems).to.deep.equal(
      ["orders", "team/order"].map((name) => ({
        path: `repository ${name}`,
        message: `there is no repository ${name} in account ${HUB} and Region ${REGION}`,
        hint: "did you mean team/orders?",
      })),
    );
  });

  it("sees nothing of a repository that was deleted meanwhile but its grants", async () => {
    const ecr = await asUser(() =>
      Promise.resolve(new ECRClient({ region: REGION, endpoint, credentials: sessions.main.config.credentials })),
    );
    await ecr.send(new DeleteRepositoryCommand({ repositoryName: "legacy" }));
    const [key] = (await read("team/orders")).keys;
    expect(key?.repositoriesOfAccounts).to.deep.equal({ [HUB]: [ORDERS], [SPOKE]: [] });
  });
});

/** What each principal can do with a repository; with a question mark where it is unknown. */
function answersOf(proof: AccessProof, arn: string): Readonly<Record<string, string>> {
  const repository = proof.repositories.findIndex((each) => each.arn === arn);
  const marks: Readonly<Record<string, string>> = { allowed: "", unknown: "?" };
  const told = (principal: number, operation: OperationId): readonly string[] => {
    const mark = marks[proof.cell(principal, repository, operation).documented];
    return mark === undefined ? [] : [`${operation}${mark}`];
  };
  return Object.fromEntries(
    proof.principals.map(({ name }, index) => [
      name,
      OPERATIONS.flatMap((operation) => told(index, operation)).join(" "),
    ]),
  );
}
