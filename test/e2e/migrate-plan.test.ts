import {
  BatchDeleteImageCommand,
  CreateRepositoryCommand,
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  ECRClient,
  GetLifecyclePolicyCommand,
  GetRepositoryPolicyCommand,
  PutImageCommand,
  PutLifecyclePolicyCommand,
  PutReplicationConfigurationCommand,
  SetRepositoryPolicyCommand,
} from "@aws-sdk/client-ecr";
import { CreateKeyCommand, DisableKeyCommand, EnableKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { expect } from "chai";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { AwsSessions } from "../../cli/toolkit/aws/aws-session";
import { connect } from "../../cli/toolkit/aws/connect";
import { checkCutover } from "../../cli/migrate/cutover/check-cutover";
import { deleteSource } from "../../cli/migrate/cutover/delete-source";
import { terraformChanges } from "../../cli/migrate/cutover/terraform-changes";
import type { MigrationPlan } from "../../cli/migrate/migration-plan";
import { planMigration } from "../../cli/migrate/plan/plan-migration";
import { readPlan } from "../../cli/migrate/plan/read-plan";
import { expectFile } from "../cli/migrate/expected-file";
import { digestOf, image, sample } from "../cli/migrate/sample-registry";
import { ContentPusher, pushAwkwardRepository } from "../support/oci-content";
import type { OciRegistry } from "../support/oci-registry";
import { needRegistryTools, startRegistry, storedIn } from "../support/oci-registry";
import type { ProcessEnd } from "../support/owned-process";
import { OwnedProcess } from "../support/owned-process";
import { sharedEmulator } from "../support/shared-emulator";
import { Terraform } from "../support/terraform";
import { refusalOfPromise } from "../support/thrown";
import type { ProviderMirror } from "../support/tools";

const TSX = pathToFileURL(require.resolve("tsx")).href;
const PROGRAM = join(__dirname, "migrate-program.ts");
const ARN = "arn:aws:ecr:us-east-1:123456789012:repository/orders";

const POLICY = {
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "Pull",
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::222222222222:root" },
      Action: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      Condition: { ArnLike: { "aws:SourceArn": ARN }, StringEquals: { "aws:PrincipalTag/team": "${aws:username}" } },
    },
  ],
};
const LIFECYCLE = {
  rules: [
    {
      rulePriority: 1,
      selection: { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 30 },
      action: { type: "expire" },
    },
  ],
};

describe("migrate, on the emulator and between real registries", function () {
  let endpoint: string;
  let mirror: ProviderMirror | undefined;
  let folder: string;
  let ecr: ECRClient;
  let kms: KMSClient;
  let key: string;
  let from: OciRegistry;
  let to: OciRegistry;
  let env: NodeJS.ProcessEnv;
  let ownEnv: NodeJS.ProcessEnv | undefined;

  before(async function () {
    needRegistryTools(this);
    const shared = await sharedEmulator(this);
    await shared.emulator.reset();
    ({ endpoint } = shared.emulator);
    mirror = shared.mirror;
    folder = mkdtempSync(join(tmpdir(), "ecr-kms-migrate-"));
    const aws = {
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: "us-east-1",
      AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
      AWS_SECRET_ACCESS_KEY: "secret",
      AWS_CONFIG_FILE: join(folder, "no-config"),
      AWS_SHARED_CREDENTIALS_FILE: join(folder, "no-credentials"),
    };
    ownEnv = { ...process.env };
    Object.assign(process.env, aws);
    env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined };
    ecr = new ECRClient({});
    kms = new KMSClient({});
    [from, to] = await Promise.all([startRegistry(), startRegistry()]);
    key =
      (await kms.send(new CreateKeyCommand({ KeySpec: "SYMMETRIC_DEFAULT", KeyUsage: "ENCRYPT_DECRYPT" }))).KeyMetadata
        ?.Arn ?? "";
    await ecr.send(
      new CreateRepositoryCommand({
        repositoryName: "orders",
        imageTagMutability: "IMMUTABLE",
        imageScanningConfiguration: { scanOnPush: true },
        tags: [{ Key: "team", Value: "shop" }],
      }),
    );
    await ecr.send(new SetRepositoryPolicyCommand({ repositoryName: "orders", policyText: JSON.stringify(POLICY) }));
    await ecr.send(
      new PutLifecyclePolicyCommand({ repositoryName: "orders", lifecyclePolicyText: JSON.stringify(LIFECYCLE) }),
    );
    const filter = { filter: "ord", filterType: "PREFIX_MATCH" as const };
    await ecr.send(
      new PutReplicationConfigurationCommand({
        replicationConfiguration: {
          rules: [{ destinations: [{ region: "eu-west-1", registryId: "123456789012" }], repositoryFilters: [filter] }],
        },
      }),
    );
    await pushAwkwardRepository(new ContentPusher(from.address("orders")));
    await announce(from, "orders", "orders");
  });

  after(async () => {
    await Promise.all([from?.stop(), to?.stop()]);
    // A tool was missing, so nothing was changed.
    if (ownEnv === undefined) return;
    for (const name of Object.keys(process.env)) if (!(name in ownEnv)) delete process.env[name];
    Object.assign(process.env, ownEnv);
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });

  /** Tells the emulator, which takes no layers, what a registry holds: by digest, so that the order is always the same. */
  async function announce(registry: OciRegistry, repository: string, repositoryName: string): Promise<void> {
    const { manifests, tags } = storedIn(registry, repository);
    for (const digest of [...manifests].sort()) {
      const accept = ["image.manifest.v1", "image.index.v1"].map((kind) => `application/vnd.oci.${kind}+json`);
      const answer = await fetch(`http://${registry.host}/v2/${repository}/manifests/${digest}`, {
        headers: { accept: [...accept, "application/vnd.docker.distribution.manifest.v2+json"].join(", ") },
      });
      const imageManifest = await answer.text();
      const own = Object.keys(tags).filter((tag) => tags[tag] === digest);
      for (const imageTag of own.length === 0 ? [undefined] : own.sort()) {
        await put(repositoryName, imageManifest, answer.headers.get("content-type") ?? "", digest, imageTag);
      }
    }
  }

  async function put(
    repositoryName: string,
    imageManifest: string,
    imageManifestMediaType: string,
    imageDigest: string,
    imageTag?: string,
  ): Promise<void> {
    await ecr.send(
      new PutImageCommand({ repositoryName, imageManifest, imageManifestMediaType, imageDigest, imageTag }),
    );
  }

  async function migrate(...words: readonly string[]): Promise<ProcessEnd> {
    return new OwnedProcess(process.execPath, ["--import", TSX, PROGRAM, ...words], { cwd: folder, env }).ended;
  }

  /** Without what differs from run to run. */
  function steady(text: string): string {
    return (
      text
        .replaceAll(key, "arn:aws:kms:us-east-1:123456789012:key/KEY")
        // What the emulator does not know.
        .replaceAll(/(nothing is said about them: )[^"!]*?(?="|\n {2}!|\n\n)/g, "$1…")
        .replace(/"madeBy": "[^"]*"/, '"madeBy": "ecr-kms-cli"')
        .replaceAll(/"(madeAt|pushedAt)":( ?)"[^"]*"/g, '"$1":$2"TIME"')
    );
  }

  it("plans: the file holds everything, and nothing was changed", async () => {
    const { code, stdout, stderr } = await migrate("plan", "orders", "--key", key, "--output", "plan.json");
    expect(ownWords(stderr)).to.equal("");
    expect(code).to.equal(0);
    expectFile("e2e-plan-file.txt", steady(readFileSync(join(folder, "plan.json"), "utf8")));
    expectFile("e2e-plan.txt", steady(stdout));
    const { repositories = [] } = await ecr.send(new DescribeRepositoriesCommand({}));
    expect(repositories.map(({ repositoryName }) => repositoryName)).to.deep.equal(["orders"]);
  });

  it("plans the same again", async () => {
    const again = await planMigration(await connect({}), { repository: "orders", key });
    const plan = readPlan(join(folder, "plan.json"));
    expect({ ...again, madeAt: "" }).to.deep.equal({ ...plan, madeAt: "" });
  });

  it("is not ready before the copy, and says so", async () => {
    const check = await checkCutover(await connect({}), readPlan(join(folder, "plan.json")));
    expect(check.differences.map(({ message }) => message)).to.deep.equal([
      "orders-kms does not exist: run ecr-kms migrate copy",
    ]);
  });

  it("copies: makes the repository as planned, and puts the lifecycle policy at the end", async () => {
    const { code, stdout, stderr } = await migrate(
      "copy",
      "plan.json",
      ...["--source-endpoint", from.host, "--destination-endpoint", to.host, "--copier", "skopeo"],
    );
    expect(`${code} ${ownWords(stderr)}`).to.equal("0 ");
    expectFile("e2e-copy.txt", steady(stdout).replace(/in \d+\.\d s/, "in N s"));
    expect(storedIn(to, "orders-kms").tags).to.deep.equal(storedIn(from, "orders").tags);
    expect([...storedIn(to, "orders-kms").manifests].sort()).to.deep.equal(
      [...storedIn(from, "orders").manifests].sort(),
    );
    const { repositories = [] } = await ecr.send(new DescribeRepositoriesCommand({ repositoryNames: ["orders-kms"] }));
    expect(repositories[0]?.encryptionConfiguration).to.deep.equal({ encryptionType: "KMS", kmsKey: key });
    expect(repositories[0]?.imageTagMutability).to.equal("IMMUTABLE");
    const repository = { repositoryName: "orders-kms" };
    const { policyText = "" } = await ecr.send(new GetRepositoryPolicyCommand(repository));
    expect(policyText).to.include(`${ARN}-kms`);
    const { lifecyclePolicyText = "" } = await ecr.send(new GetLifecyclePolicyCommand(repository));
    expect(JSON.parse(lifecyclePolicyText)).to.deep.equal(LIFECYCLE);
    // The emulator never saw the layers: it is told what the registry holds now.
    await announce(to, "orders-kms", "orders-kms");
  });

  it("leaves nothing of its own behind but the plan and the journal", () => {
    const left = readdirSync(folder).map((name) => name.replace(/\d{4}-\d\d-\d\dT\d{6}Z/, "TIME"));
    expect(left.sort()).to.deep.equal(["plan.TIME.journal", "plan.json"]);
    for (const name of readdirSync(folder)) {
      expect(readFileSync(join(folder, name), "utf8")).not.to.include("auth-token");
    }
  });

  it("is ready then, and prints what to change", async () => {
    const { code, stdout } = await migrate("cutover", "plan.json");
    expect(code).to.equal(0);
    expectFile("e2e-cutover.txt", steady(stdout).replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "TIME"));
  });

  it("prints Terraform code that imports the destination and changes nothing", async () => {
    const terraform = new Terraform(join(folder, "terraform"), endpoint, mirror);
    const version = mirror === undefined ? "" : `version = "${mirror.version}"`;
    writeFileSync(
      join(terraform.folder, "main.tf"),
      `terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
      ${version}
    }
  }
}
provider "aws" {
  region                      = "us-east-1"
  access_key                  = "AKIDEXAMPLE"
  secret_key                  = "secret"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}
${terraformChanges(readPlan(join(folder, "plan.json"))).resources}`,
    );
    await terraform.init();
    await terraform.plan("import.tfplan");
    const { resource_changes: changes } = (await terraform.show("import.tfplan")) as {
      readonly resource_changes: readonly { address: string; change: { actions: string[]; importing?: object } }[];
    };
    expect(
      changes
        .map(({ address, change }) => `${address} ${change.actions.join()} ${String("importing" in change)}`)
        .sort(),
    ).to.deep.equal([
      "aws_ecr_lifecycle_policy.orders-kms no-op true",
      "aws_ecr_repository.orders-kms no-op true",
      "aws_ecr_repository_policy.orders-kms no-op true",
    ]);
  });

  describe("a source that changes", () => {
    let plan: MigrationPlan;
    const pushed = sample(image("later", ["later"]), "3.0");

    before(async () => {
      plan = readPlan(join(folder, "plan.json"));
      await ecr.send(new CreateRepositoryCommand({ repositoryName: "moving", imageTagMutability: "MUTABLE" }));
    });

    async function messages(): Promise<readonly string[]> {
      const check = await checkCutover(await connect({}), plan);
      expect(check.ready).to.equal(check.differences.length === 0);
      return check.differences.map(({ where, kind, tag = "" }) => `${where} ${kind} ${tag}`.trim());
    }

    it("is found out: a push, and it stops a deletion", async () => {
      await put("orders", pushed.text, pushed.mediaType, pushed.digest, "3.0");
      expect(await messages()).to.deep.equal(["source pushed", "source tag-added 3.0"]);
      const { code, stderr } = await migrate("cutover", "plan.json", "--delete-source", "--confirm", ARN);
      expect(code).to.equal(1);
      expect(stderr).to.include("Nothing was deleted:\n  ✗ 2 differences");
    });

    it("is found out: a deleted tag and image, in either repository", async () => {
      const docker = plan.manifests.find(({ tags }) => tags.includes("docker"));
      await ecr.send(
        new BatchDeleteImageCommand({ repositoryName: "orders", imageIds: [{ imageDigest: pushed.digest }] }),
      );
      expect(await messages()).to.deep.equal([]);
      await ecr.send(
        new BatchDeleteImageCommand({ repositoryName: "orders-kms", imageIds: [{ imageDigest: docker?.digest }] }),
      );
      expect(await messages()).to.deep.equal(["destination missing", "destination tag-missing docker"]);
      await announceOne(docker?.digest ?? "", "docker");
      expect(await messages()).to.deep.equal([]);
    });

    it("is found out: a moved tag", async () => {
      const sessions = await connect({});
      await put("moving", pushed.text, pushed.mediaType, pushed.digest, "latest");
      const moving = await planMigration(sessions, { repository: "moving", key });
      const newer = sample(image("newer", ["newer"]));
      await put("moving", newer.text, newer.mediaType, newer.digest, "latest");
      const { differences } = await checkCutover(sessions, moving);
      expect(differences.map(({ kind }) => kind))
        .to.include("pushed")
        .and.to.include("tag-moved");
    });

    it("is not deleted while the key is disabled", async () => {
      await kms.send(new DisableKeyCommand({ KeyId: key.split("/")[1] }));
      const { deleted, refusals } = await deleteSource(await connect({}), plan, { confirm: ARN });
      await kms.send(new EnableKeyCommand({ KeyId: key.split("/")[1] }));
      expect(deleted).to.equal(false);
      expect(refusals).to.have.length(1);
    });

    async function announceOne(digest: string, tag: string): Promise<void> {
      const answer = await fetch(`http://${to.host}/v2/orders-kms/manifests/${tag}`, {
        headers: { accept: "application/vnd.docker.distribution.manifest.v2+json" },
      });
      const mediaType = answer.headers.get("content-type") ?? "";
      await put("orders-kms", await answer.text(), mediaType, digest, tag);
    }
  });

  describe("the deletion", () => {
    const sources = async (): Promise<readonly string[]> => {
      const { repositories = [] } = await ecr.send(new DescribeRepositoriesCommand({}));
      return repositories.map(({ repositoryName = "" }) => repositoryName).filter((name) => name === "orders");
    };

    it("does not happen without the second word", async () => {
      const once = await migrate("cutover", "plan.json", "--delete-source");
      expect([once.code, once.stderr.includes("has to be confirmed")]).to.deep.equal([2, true]);
      expect(await sources()).to.deep.equal(["orders"]);
    });

    it("happens when it is asked twice and nothing differs", async () => {
      const { code, stdout, stderr } = await migrate("cutover", "plan.json", "--delete-source", "--confirm", ARN);
      expect(`${code} ${stdout}`).to.equal(`0 ${ARN} is deleted, with 10 manifests; all of them are in orders-kms.\n`);
      expect(stderr).to.include("This cannot be undone.");
      expect(await sources()).to.deep.equal([]);
    });

    it("cannot happen again", async () => {
      const plan = readPlan(join(folder, "plan.json"));
      const told = await refusalOfPromise(deleteSource(await connect({}), plan, { confirm: ARN }));
      expect(told.message).to.include("repository orders: does not exist in account 123456789012");
      expect(existsSync(join(folder, "plan.json"))).to.equal(true);
    });
  });

  it("keeps an image that is pushed between the check and the deletion, and deletes when it was copied, too", async () => {
    const [old, late] = [sample(image("old", ["old"])), sample(image("late", ["late"]))];
    const encryptionConfiguration = { encryptionType: "KMS" as const, kmsKey: key };
    await ecr.send(new CreateRepositoryCommand({ repositoryName: "racing" }));
    await ecr.send(new CreateRepositoryCommand({ repositoryName: "racing-kms", encryptionConfiguration }));
    const push = async (repository: string, { text, mediaType, digest }: typeof old, tag: string): Promise<void> =>
      put(repository, text, mediaType, digest, tag);
    for (const repository of ["racing", "racing-kms"]) await push(repository, old, "1.0");
    const digests = async (repositoryName: string): Promise<readonly (string | undefined)[]> =>
      (await ecr.send(new DescribeImagesCommand({ repositoryName }))).imageDetails?.map(
        ({ imageDigest }) => imageDigest,
      ) ?? [];

    const sessions = await connect({});
    const plan = await planMigration(sessions, { repository: "racing", key });
    let [asked, pushed] = [0, 0];
    // The session is asked for twice: for the check, and for the deletion, whose first request needs credentials.
    const of: AwsSessions["of"] = (accountId) => {
      const session = sessions.of(accountId);
      asked += 1;
      if (session === undefined || asked === 1) return session;
      const credentials = async (): ReturnType<typeof session.config.credentials> => {
        if ((pushed += 1) === 1) await push("racing", late, "2.0");
        return session.config.credentials();
      };
      return { ...session, config: { ...session.config, credentials } };
    };
    const told = await refusalOfPromise(deleteSource({ ...sessions, of }, plan, { confirm: plan.source.arn }));
    expect(told.message).to.include("something was pushed to it after the check, and is still there");
    expect(await digests("racing")).to.deep.equal([late.digest]);

    const again = await planMigration(sessions, { repository: "racing", key });
    expect((await checkCutover(sessions, again)).ready).to.equal(false);
    await push("racing-kms", late, "2.0");
    expect((await deleteSource(sessions, again, { confirm: plan.source.arn })).deleted).to.equal(true);
    expect([...(await digests("racing-kms"))].sort()).to.deep.equal([old.digest, late.digest].sort());
  });

  it("plans many tags of few images", async () => {
    await ecr.send(new CreateRepositoryCommand({ repositoryName: "busy" }));
    const images = Array.from({ length: 20 }, (_, at) => sample(image(`busy ${at}`, ["base", `busy ${at}`])));
    const tags = Array.from({ length: 120 }, (_, at) => `build-${at}`);
    for (let at = 0; at < tags.length; at += 50) {
      await Promise.all(
        tags.slice(at, at + 50).map(async (tag, next) => {
          const { text, mediaType, digest } = images[(at + next) % images.length] ?? pushedNothing();
          await put("busy", text, mediaType, digest, tag);
        }),
      );
    }
    const { totals, manifests } = await planMigration(await connect({}), { repository: "busy", key });
    expect(totals).to.deep.equal({ manifests: 20, tags: 120, bytes: 21_020_000, blobs: 41 });
    expect(manifests.flatMap((each) => each.tags).sort()).to.deep.equal([...tags].sort());
  });
});

/** What the command says: without what Node warns of by itself. */
function ownWords(stderr: string): string {
  return stderr.replace(/\(node:\d+\)(.|\n)*was created\)\n/, "");
}

function pushedNothing(): ReturnType<typeof sample> {
  throw new Error(`there is no image ${digestOf("")}`);
}
