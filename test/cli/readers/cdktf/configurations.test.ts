import { symlinkSync } from "node:fs";
import { gapOf } from "../../../../cli/model/gap";
import { basename, join } from "node:path";
import { expect } from "chai";
import { standInId } from "../../../../cli/resources/computed-attributes";
import type { ReadOptions } from "../../../../cli/resources/resource";
import { at, Folders, problemsOf, read, valuesAt } from "./folders";

const folders = new Folders();
const u = (what: string): string => `«unknown: ${what}»`;
const PROVIDER = { aws: [{ region: "us-east-1", allowed_account_ids: ["123456789012"] }] };

/** What a single configuration comes to. */
function configuration(content: object, options: ReadOptions = {}): ReturnType<typeof read> {
  return read(folders.with({ "cdk.tf.json": { provider: PROVIDER, ...content } }), options);
}

describe("the folders that are read", () => {
  after(() => {
    folders.remove();
  });
  const stack = { provider: PROVIDER, resource: { aws_iam_role: { role: { name: "r" } } } };
  const manifest = {
    stacks: { hub: { name: "hub", synthesizedStackPath: "stacks/hub/cdk.tf.json", dependencies: [] } },
  };
  const output = { "manifest.json": manifest, "stacks/hub/cdk.tf.json": stack };
  const below = Object.fromEntries(Object.entries(output).map(([path, content]) => [`cdktf.out/${path}`, content]));
  const named = { ...stack, "//": { metadata: { stackName: "hub" } } };

  for (const [name, files, input] of [
    ["a folder with a manifest", output, "out#hub"],
    ["the folder of the program", below, "out#hub"],
    ["the folder of one stack", { "cdk.tf.json": named }, "out#hub"],
  ] as const) {
    it(`are ${name}`, () => {
      const { resources, gaps } = read(folders.with(files));
      expect(resources.map(({ source }) => source)).to.deep.equal([{ input, address: "aws_iam_role.role" }]);
      expect(gaps).to.deep.equal([]);
    });
  }

  it("are a folder of plain configuration, all of whose files count", () => {
    const folder = folders.with({
      "a.tf.json": { provider: PROVIDER, locals: { name: "r" } },
      "b.tf.json": { resource: [{ aws_iam_role: [{ role: [{ name: "${local.name}" }] }] }], locals: [{ other: 1 }] },
      "main.tf": "",
      "terraform.tfvars": "",
    });
    const result = read(folder);
    const input = `out#${basename(folder)}`;
    expect(result.resources.map(({ source, values }) => [source.input, values["name"]])).to.deep.equal([[input, "r"]]);
    expect(result.gaps).to.deep.equal(
      ["main.tf", "terraform.tfvars"].map((file) =>
        gapOf(
          "unread-file",
          { input, address: file },
          `${file} is not read; give \`terraform show -json\` of a plan, which has everything`,
        ),
      ),
    );
  });

  it("may be symbolic links, and hold some", () => {
    const target = folders.with({ "cdk.tf.json": stack });
    const folder = folders.with({ "manifest.json": manifest, "stacks/other": "" });
    symlinkSync(target, join(folder, "stacks", "hub"));
    const link = join(folders.with(), "link");
    symlinkSync(folder, link);
    expect(read(link).resources).to.have.lengthOf(1);
  });
});

describe("where a resource is", () => {
  after(() => {
    folders.remove();
  });
  const role = "arn:aws-us-gov:iam::222222222222:role/deploy";
  for (const [name, provider, options, expected] of [
    ["an assumed role", { assume_role: { role_arn: role } }, {}, "222222222222 us-east-1 aws-us-gov"],
    [
      "the last role of a chain",
      { assume_role: [{ role_arn: "arn:aws:iam::333333333333:role/first" }, { role_arn: role }] },
      {},
      "222222222222 us-east-1 aws-us-gov",
    ],
    ["a role in a variable", { assume_role: { role_arn: "${var.role}" } }, {}, "222222222222 us-east-1 aws-us-gov"],
    [
      "a web identity",
      { assume_role_with_web_identity: [{ role_arn: role }] },
      {},
      "222222222222 us-east-1 aws-us-gov",
    ],
    ["the only allowed account", { allowed_account_ids: ["444444444444"] }, {}, "444444444444 us-east-1 aws"],
    ["the option for all", {}, { accountId: "555555555555" }, "555555555555 us-east-1 aws"],
    [
      "the option only for what does not say",
      { allowed_account_ids: ["444444444444"] },
      { accountId: "555555555555" },
      "444444444444 us-east-1 aws",
    ],
    [
      "the option for the provider",
      { allowed_account_ids: ["444444444444"] },
      { accounts: { aws: "666666666666" } },
      "666666666666 us-east-1 aws",
    ],
    [
      "the option for the stack's provider",
      {},
      { accounts: { aws: "666666666666", "hub/aws": "777777777777" }, accountId: "555555555555" },
      "777777777777 us-east-1 aws",
    ],
  ] as const) {
    it(`is known by ${name}`, () => {
      const result = configuration(
        {
          "//": { metadata: { stackName: "hub" } },
          provider: { aws: { region: "us-east-1", ...provider } },
          variable: { role: { default: role } },
          resource: { aws_iam_role: { role: { name: "r" } } },
        },
        options,
      );
      expect(result.resources.map((one) => `${one.accountId} ${one.region} ${one.partition}`)).to.deep.equal([
        expected,
      ]);
    });
  }

  it("is known by the provider that it refers to, its Region by itself before", () => {
    const result = configuration(
      {
        provider: {
          aws: [
            { alias: "hub", allowed_account_ids: ["444444444444"], region: "cn-north-1" },
            { allowed_account_ids: [123456789012] },
          ],
        },
        resource: {
          aws_kms_key: { a: { provider: "aws.hub" }, b: { provider: "${aws.hub}", region: "eu-west-1" }, c: {} },
        },
      },
      { region: "us-west-2" },
    );
    expect(result.resources.map(({ values }) => values["arn"])).to.deep.equal(
      [
        ["aws-cn:kms:cn-north-1:444444444444", "a"],
        ["aws-cn:kms:eu-west-1:444444444444", "b"],
        ["aws:kms:us-west-2:123456789012", "c"],
      ].map(([place = "", name = ""]) => {
        const stack = result.resources[0]?.source.input.slice("out#".length) ?? "";
        return `arn:${place}:key/${standInId(`${stack}#aws_kms_key.${name}`)}`;
      }),
    );
  });

  it("must be told, of every provider at once, by what decides about access", () => {
    const folder = folders.with({
      "manifest.json": {
        stacks: {
          hub: { name: "hub", synthesizedStackPath: "hub.tf.json" },
          spoke: { name: "spoke", synthesizedStackPath: "spoke.tf.json" },
        },
      },
      "hub.tf.json": {
        provider: { aws: [{ region: "us-east-1" }, { alias: "ci", allowed_account_ids: ["${var.ci}"] }] },
        resource: {
          aws_kms_key: { a: {}, b: {}, c: { provider: "aws.ci" } },
          aws_vpc: { ignored: { provider: "aws.net" } },
        },
      },
      "spoke.tf.json": { data: { aws_iam_role: { role: { name: "r" } } } },
    });
    const account = (stack: string, name: string, because = ""): object => ({
      path: `out#${stack}: provider ${name}`,
      message: `nothing says in which account provider ${name} of stack ${stack} works${because}`,
      hint: `say so with \`account\` 123456789012 for every such provider, or with \`account\` ${stack}/${name}=123456789012 for this one, or write \`allowed_account_ids\` in the provider`,
    });
    const region = (stack: string, name: string): object => ({
      path: `out#${stack}: provider ${name}`,
      message: `nothing says in which Region provider ${name} of stack ${stack} works`,
      hint: "say so with `region` us-east-1, or write `region` in the provider",
    });
    expect(problemsOf(folder)).to.deep.equal([
      account("hub", "aws"),
      account("hub", "aws.ci", ", because var.ci is not known"),
      region("hub", "aws.ci"),
      account("spoke", "aws"),
      region("spoke", "aws"),
    ]);
    expect(problemsOf(folder, { accountId: "123456789012", region: "us-east-1" })).to.deep.equal([]);
  });
});

describe("the values of a configuration", () => {
  after(() => {
    folders.remove();
  });

  it("have blocks as lists, and neither what is for Terraform alone nor what is not set", () => {
    const result = configuration({
      resource: {
        aws_ecr_repository: {
          app: {
            "//": { metadata: {} },
            name: "app",
            depends_on: ["aws_kms_key.key"],
            lifecycle: [{ prevent_destroy: "true" }],
            image_scanning_configuration: { scan_on_push: true },
            encryption_configuration: [{ encryption_type: "KMS", kms_key: null }],
            tags: { a: "b" },
            force_delete: null,
            timeouts: { delete: "1h" },
          },
        },
      },
    });
    expect(at(result, "aws_ecr_repository.app")).to.deep.include({
      isProtected: true,
      values: {
        arn: "arn:aws:ecr:us-east-1:123456789012:repository/app",
        encryption_configuration: [{ encryption_type: "KMS" }],
        id: "app",
        image_scanning_configuration: [{ scan_on_push: true }],
        name: "app",
        registry_id: "123456789012",
        repository_url: "123456789012.dkr.ecr.us-east-1.amazonaws.com/app",
        tags: { a: "b" },
      },
    });
  });

  it("have what data sources read of the inputs' own resources", () => {
    const result = configuration({
      resource: {
        aws_kms_key: { key: {} },
        aws_kms_alias: { alias: { name: "alias/app", target_key_id: "${aws_kms_key.key.arn}" } },
        aws_iam_role: { ci: { name: "ci", path: "/a/" } },
        aws_iam_policy: {
          all: {
            name: "all",
            policy: [
              "${jsonencode({",
              "alias = data.aws_kms_alias.alias.target_key_arn, managed = aws_kms_alias.alias.target_key_arn,",
              "by_alias = data.aws_kms_key.by_alias.arn, by_arn = data.aws_kms_key.by_arn.id,",
              "other = data.aws_kms_key.other.arn, none = data.aws_kms_key.none.arn,",
              "role = data.aws_iam_role.ci.arn, foreign = data.aws_iam_role.foreign.arn,",
              "repository = data.aws_ecr_repository.base.arn, region = data.aws_region.here.region,",
              "account = data.aws_caller_identity.me.account_id, suffix = data.aws_partition.here.dns_suffix,",
              "caller = data.aws_caller_identity.me.arn})}",
            ].join(" "),
          },
        },
      },
      data: {
        aws_kms_alias: { alias: { name: "alias/app" } },
        aws_kms_key: {
          by_alias: { key_id: "arn:aws:kms:us-east-1:123456789012:alias/app" },
          by_arn: { key_id: "${aws_kms_key.key.arn}" },
          other: { key_id: "12345678-1234-1234-1234-123456789012" },
          none: { key_id: "alias/none" },
        },
        aws_iam_role: { ci: { name: "ci" }, foreign: { name: "foreign" } },
        aws_ecr_repository: { base: { name: "base", registry_id: "999999999999" } },
        aws_region: { here: {} },
        aws_caller_identity: { me: {} },
        aws_partition: { here: {} },
      },
    });
    const { arn, id } = valuesAt(result, "aws_kms_key.key");
    expect(valuesAt(result, "aws_iam_policy.all")["policy"]).to.deep.equal({
      alias: arn,
      managed: arn,
      by_alias: arn,
      by_arn: id,
      other: "arn:aws:kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012",
      none: u("data.aws_kms_key.none.arn"),
      role: "arn:aws:iam::123456789012:role/a/ci",
      foreign: u("data.aws_iam_role.foreign.arn"),
      repository: "arn:aws:ecr:us-east-1:999999999999:repository/base",
      region: "us-east-1",
      account: "123456789012",
      suffix: "amazonaws.com",
      caller: u("data.aws_caller_identity.me.arn"),
    });
  });

  it("have a marker where they depend on themselves", () => {
    const result = configuration({
      locals: { one: "${local.two}", two: "${local.one}", name: "${aws_iam_role.named.name}" },
      resource: {
        aws_iam_role: { role: { name: "r", description: "${local.one}" }, named: { name: "${local.name}" } },
        aws_iam_policy: {
          a: { name: "a", policy: '{"a":"${aws_iam_policy.a.arn}","b":"${aws_iam_policy.a.policy}"}' },
        },
      },
    });
    expect(valuesAt(result, "aws_iam_role.role")["description"]).to.equal(u("one"));
    expect(valuesAt(result, "aws_iam_role.named")).to.deep.equal({
      arn: u("aws_iam_role.named.arn"),
      id: u("aws_iam_role.named.id"),
      name: u("aws_iam_role.named.name"),
    });
    expect(valuesAt(result, "aws_iam_policy.a")["policy"]).to.deep.equal({
      a: "arn:aws:iam::123456789012:policy/a",
      b: u("aws_iam_policy.a.policy"),
    });
  });

  for (const [name, repository, addresses] of [
    ["nothing", {}, ["aws_ecr_repository.app"]],
    ["a count", { count: "${length(local.teams)}" }, ["aws_ecr_repository.app[0]", "aws_ecr_repository.app[1]"]],
    ["a count of none", { count: "${false ? 1 : 0}" }, []],
    ["an unknown count", { count: "${var.count}" }, ["aws_ecr_repository.app"]],
    ["an absurd count", { count: 1e9 }, ["aws_ecr_repository.app"]],
    ["a set", { for_each: "${toset(local.teams)}" }, ['aws_ecr_repository.app["a"]', 'aws_ecr_repository.app["b"]']],
    ["a map", { for_each: { k: "${data.x.y}" } }, ['aws_ecr_repository.app["k"]']],
    ["other resources", { for_each: "${aws_iam_role.each}" }, ['aws_ecr_repository.app["one"]']],
    ["unknown keys", { for_each: "${toset([data.x.y])}" }, ["aws_ecr_repository.app"]],
  ] as const) {
    it(`are those of each resource that ${name} makes`, () => {
      const result = configuration({
        locals: { teams: ["a", "b"] },
        resource: {
          aws_ecr_repository: { app: { name: "app", ...repository } },
          aws_iam_role: { each: { for_each: { one: 1 }, name: "${each.key}${each.value}" } },
        },
      });
      const made = result.resources.filter(({ type }) => type === "aws_ecr_repository");
      expect(made.map(({ source }) => source.address)).to.deep.equal(addresses);
      expect(result.gaps).to.have.lengthOf(/unknown|absurd/.test(name) ? 1 : 0);
    });
  }

  it("have the blocks that dynamic ones make, or a marker where it is unknown how many", () => {
    const statement = (forEach: unknown): object => ({
      statement: { sid: "Fixed" },
      dynamic: {
        statement: [{ for_each: forEach, iterator: "s", content: { sid: "${s.key}", actions: ["${s.value}"] } }],
      },
    });
    const result = configuration({
      data: {
        aws_iam_policy_document: {
          map: statement({ A: "x" }),
          set: statement('${toset(["y"])}'),
          list: statement(["z"]),
          none: statement("${var.none}"),
        },
      },
    });
    const made = ["map", "set", "list", "none"].map(
      (name) => valuesAt(result, `data.aws_iam_policy_document.${name}`)["statement"],
    );
    expect(made).to.deep.equal([
      [{ sid: "Fixed" }, { sid: "A", actions: ["x"] }],
      [{ sid: "Fixed" }, { sid: "y", actions: ["y"] }],
      [{ sid: "Fixed" }, { sid: 0, actions: ["z"] }],
      u("var.none"),
    ]);
  });

  it("come from the stack whose state they read, told by its name or its backend", () => {
    const origin = {
      "//": { metadata: { stackName: "origin" } },
      provider: PROVIDER,
      terraform: { backend: { s3: { bucket: "states", key: "origin.tfstate", region: "us-east-1" } } },
      resource: { aws_iam_role: { role: { name: "r" } } },
      output: { "role-arn": { value: "${aws_iam_role.role.arn}" }, plain: [{ value: "a" }] },
    };
    const state = (key: string): object => ({ backend: "s3", config: { bucket: "states", key } });
    const reader = {
      provider: PROVIDER,
      data: {
        terraform_remote_state: {
          "cross-stack-reference-input-origin": state("elsewhere"),
          mine: state("origin.tfstate"),
          other: state("other.tfstate"),
        },
      },
      resource: {
        aws_iam_role: {
          a: { name: "${data.terraform_remote_state.cross-stack-reference-input-origin.outputs.role-arn}" },
          b: { name: "${data.terraform_remote_state.mine.outputs.plain}" },
          c: { name: "${data.terraform_remote_state.other.outputs.plain}" },
          d: { name: "${data.terraform_remote_state.mine.outputs.missing}" },
        },
      },
    };
    const result = read(
      folders.with({
        "manifest.json": {
          stacks: { reader: { synthesizedStackPath: "r.tf.json" }, origin: { synthesizedStackPath: "o.tf.json" } },
        },
        "r.tf.json": reader,
        "o.tf.json": origin,
      }),
    );
    expect(["a", "b", "c", "d"].map((name) => at(result, `aws_iam_role.${name}`)?.values["name"])).to.deep.equal([
      "arn:aws:iam::123456789012:role/r",
      "a",
      u("data.terraform_remote_state.other.outputs.plain"),
      u("data.terraform_remote_state.mine.outputs.missing"),
    ]);
    expect(at(result, "aws_iam_role.a")?.references).to.deep.equal({ name: "aws_iam_role.role.arn" });
    expect(result.gaps.map(({ source }) => source)).to.deep.equal([
      { input: "out#reader", address: "data.terraform_remote_state.other" },
    ]);
  });

  it("may be so many as nobody knows, which matters for what decides about access", () => {
    const app = { for_each: "${toset([data.x.y])}" };
    const { gaps } = configuration({ resource: { aws_iam_role: { app }, aws_instance: { app } } });
    expect(gaps.map(({ id, affectsAccess }) => [id, affectsAccess])).to.have.deep.members([
      ["unknown-count aws_iam_role.app", true],
      ["unknown-count-of-others aws_instance.app", false],
    ]);
  });

  it("lack what modules make, which is said", () => {
    const result = configuration({ module: { vendor: { source: "./vendor" } } });
    expect(result.gaps.map(({ source, message }) => [source.address, message])).to.deep.equal([
      ["module.vendor", "what the module makes does not stand here; give `terraform show -json` of a plan as well"],
    ]);
  });
});
