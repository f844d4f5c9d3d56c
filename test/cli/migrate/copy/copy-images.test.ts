import { expect } from "chai";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { copyImages } from "../../../../cli/migrate/copy/copy-images";
import type { CopierName, CopyOptions, CopyResult } from "../../../../cli/migrate/copy/copy-options";
import type { MigrationPlan, PlannedManifest } from "../../../../cli/migrate/migration-plan";
import { InputError } from "../../../../cli/toolkit/input-error";
import { planFor } from "../../../support/oci-content";
import type { Pushed } from "../../../support/oci-content";
import type { MemoryRegistry } from "./memory-registry";
import { digestOf, startMemoryRegistry } from "./memory-registry";

const OCI = "application/vnd.oci.image.manifest.v1+json";
const PASSWORD = "quite secret";
const HELP = "--preserve-digests --remove-signatures --src-authfile SRC DST regctl image copy";

describe("copying with any copier", () => {
  let from: MemoryRegistry;
  let to: MemoryRegistry;
  let folder: string;
  let pushed: Pushed[];

  beforeEach(async () => {
    [from, to] = await Promise.all([startMemoryRegistry(), startMemoryRegistry()]);
    folder = mkdtempSync(join(tmpdir(), "ecr-kms-copier-"));
    pushed = [];
  });
  afterEach(async () => {
    await Promise.all([from.stop(), to.stop()]);
    rmSync(folder, { recursive: true, force: true });
  });

  /** An image at the source whose one layer is its name. */
  const push = (name: string, tags: readonly string[], type = OCI, more: Partial<PlannedManifest> = {}): Pushed => {
    const layer = Buffer.from(name);
    from.blobs.set(digestOf(layer), layer);
    const layers = [{ mediaType: "application/x", digest: digestOf(layer), size: layer.length }];
    const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: type, layers }));
    const digest = digestOf(bytes);
    from.manifests.set(digest, { type, bytes });
    for (const tag of tags) from.tags.set(tag, digest);
    const blobs = new Map([[digestOf(layer), layer.length]]);
    const one: Pushed = { digest, mediaType: type, kind: "image", tags, bytes: 1, children: [], blobs, ...more };
    pushed.push(one);
    return one;
  };
  /** A program of that name which writes down how it was called and what it finds, and then does what a shell says. */
  const fake = (name: CopierName, body: string, help = HELP): void => {
    const script = `#!/bin/sh
case "$*" in *--help*) env > "${folder}/probe-env"; echo "${help}"; exit 0;; esac
echo "$0 $*" | sed "s|$0|${name}|" >> "${folder}/calls"
cat "$DOCKER_CONFIG/config.json" "$REGCTL_CONFIG" > "${folder}/config" 2>/dev/null
env > "${folder}/env"
${body}
`;
    writeFileSync(join(folder, name), script, { mode: 0o755 });
  };
  /** Puts the manifest; the layers are put here. */
  const PUTS = `for last; do :; done
digest="\${last##*@}"
curl -s "http://FROM/v2/orders/manifests/$digest" -o "${"$"}0.$$"
curl -s -X PUT -H "content-type: ${OCI}" --data-binary "@${"$"}0.$$" "http://TO/v2/orders/manifests/$digest"`;
  const puts = (): string => {
    for (const [digest, layer] of from.blobs) to.blobs.set(digest, layer);
    return PUTS.replace("FROM", from.address.host).replace("TO", to.address.host);
  };
  const options = (more: Partial<CopyOptions> = {}): CopyOptions => ({
    source: { ...from.address, credentials: () => Promise.resolve({ username: "reader", password: PASSWORD }) },
    destination: { ...to.address, credentials: () => Promise.resolve({ username: "writer", password: PASSWORD }) },
    journal: join(folder, "journal"),
    retries: 1,
    pauseMs: 1,
    stallMs: 5_000,
    env: { PATH: `${folder}:/usr/bin:/bin`, TMPDIR: folder, AWS_SECRET_ACCESS_KEY: "key" },
    ...more,
  });
  const plan = (): MigrationPlan => planFor(from.address, to.address, pushed);
  const problemsOf = async (copy: Promise<CopyResult>): Promise<readonly string[]> =>
    copy.then(
      () => ["none"],
      (error: unknown) => {
        if (!InputError.is(error)) throw error;
        return error.problems.map(({ path, message }) => `${path}: ${message}`);
      },
    );
  const calls = (): string => readFileSync(join(folder, "calls"), "utf8");

  for (const [name, line] of [
    ["crane", "crane copy FROM/orders@DIGEST TO/orders@DIGEST"],
    ["regctl", "regctl image copy FROM/orders@DIGEST TO/orders@DIGEST"],
  ] as const) {
    it(`calls ${name} by digest on both sides, with passwords in files only`, async () => {
      const { digest } = push("a", ["v1"]);
      fake(name, puts());
      const result = await copyImages(plan(), options({ copier: name }));
      expect([result.copied, result.tagged, to.tags.get("v1")]).to.deep.equal([1, 1, digest]);
      const told = line.replace("FROM", from.address.host).replace("TO", to.address.host).replaceAll("DIGEST", digest);
      expect(calls()).to.equal(`${told}\n`);
      const written = readFileSync(join(folder, "config"), "utf8");
      for (const [host, user] of [
        [from.address.host, "reader"],
        [to.address.host, "writer"],
      ] as const) {
        expect(written).to.contain(`"${host}":{"auth":"${Buffer.from(`${user}:${PASSWORD}`).toString("base64")}"}`);
        if (name === "regctl") expect(written).to.contain(`"${host}":{"tls":"disabled"}`);
      }
      for (const file of ["env", "probe-env"]) {
        expect(readFileSync(join(folder, file), "utf8"))
          .to.contain("PATH=")
          .and.not.to.match(/quite secret|AWS_/);
      }
    });
  }

  it("calls skopeo with a file for either side", async () => {
    const { digest } = push("a", []);
    fake("skopeo", puts());
    await copyImages(plan(), options());
    expect(
      calls()
        .replaceAll(folder, "FOLDER")
        .replace(/FOLDER\/ecr-kms-copy-\S+\//g, "TMP/"),
    ).to.equal(
      `skopeo --insecure-policy copy --preserve-digests --remove-signatures --src-authfile TMP/source.json --dest-authfile TMP/destination.json --src-tls-verify=false --dest-tls-verify=false docker://${from.address.host}/orders@${digest} docker://${to.address.host}/orders@${digest}\n`,
    );
  });

  it("removes what a killed copy left behind, and nothing that only looks like it", async () => {
    push("a", []);
    fake("skopeo", puts());
    const gone = 2 ** 30;
    const left = join(folder, `ecr-kms-copy-${gone}-left`);
    mkdirSync(left);
    writeFileSync(join(left, "source.json"), PASSWORD);
    // In a folder that everybody may write to, somebody else's link must not make us remove or refuse anything.
    const mine = join(folder, "mine");
    mkdirSync(mine);
    writeFileSync(join(mine, "file"), "");
    symlinkSync(mine, join(folder, `ecr-kms-copy-${gone}-link`));
    await copyImages(plan(), options());
    expect(readdirSync(folder).filter((name) => name.startsWith("ecr-kms-copy-"))).to.deep.equal([
      `ecr-kms-copy-${gone}-link`,
    ]);
    expect(readdirSync(mine)).to.deep.equal(["file"]);
  });

  it("moves a kind of manifest that no copier knows byte by byte", async () => {
    const { digest } = push("odd", ["odd"], "application/vnd.odd+json");
    fake("skopeo", "exit 1");
    await copyImages(plan(), options());
    expect(to.manifests.get(digest)).to.deep.equal(from.manifests.get(digest));
    expect([...to.blobs]).to.deep.equal([...from.blobs]);
    expect(from.asked.filter((line) => !/^(GET|HEAD)/.test(line))).to.deep.equal([]);
  });

  it("stops at once when the copier's disk is full or the registry denies it, and hides signed addresses", async () => {
    push("a", []);
    fake("skopeo", 'echo "time=\\"x\\" level=fatal msg=\\"write /tmp/x: no space left on device\\"" >&2; exit 1');
    expect(await problemsOf(copyImages(plan(), options()))).to.deep.equal([
      "skopeo: the disk is full: write /tmp/x: no space left on device",
    ]);
    fake("skopeo", 'echo "GET https://s3/x?X-Amz-Signature=abc: denied: not authorized" >&2; exit 1');
    expect(await problemsOf(copyImages(plan(), options()))).to.deep.equal([
      `${to.address.host}/orders: skopeo is refused: GET https://s3/x?… denied: not authorized`,
    ]);
    expect(calls().split("\n")).to.have.lengthOf(3);
  });

  it("says what a copier says that fails, lies or is missing", async () => {
    const { digest } = push("a", ["v1"]);
    fake("skopeo", "echo broken >&2; exit 1");
    expect(await problemsOf(copyImages(plan(), options()))).to.deep.equal([
      `${digest} (v1): skopeo could not copy it: broken`,
    ]);
    fake("skopeo", "exit 0");
    expect(await problemsOf(copyImages(plan(), options()))).to.deep.equal([
      `${digest} (v1): skopeo says that it has copied it, but it is not at the destination`,
    ]);
    fake("skopeo", "", "copies");
    expect(await problemsOf(copyImages(plan(), options()))).to.deep.equal([
      `${folder}/skopeo: is too old or another program: skopeo copy --help does not mention --preserve-digests, --remove-signatures, --src-authfile`,
    ]);
    const env = { PATH: join(folder, "nothing"), TMPDIR: folder };
    expect(await problemsOf(copyImages(plan(), options({ env })))).to.deep.equal([
      "copier: none of skopeo, crane and regctl is on the PATH, and one of them has to move the layers",
    ]);
    expect(await problemsOf(copyImages(plan(), options({ env, copier: "crane" })))).to.deep.equal([
      "crane: is not on the PATH",
    ]);
  });

  it("takes an immutable tag for set that points to the digest, and names one that does not", async () => {
    const { digest } = push("a", ["v1", "v2"]);
    fake("skopeo", puts());
    to.answer = (asked) => {
      if (!/^PUT manifests\/v/.test(asked)) return undefined;
      // Somebody sets it right before us.
      to.tags.set(asked.slice(-2), asked.endsWith("v1") ? digest : `sha256:${"0".repeat(64)}`);
      if (asked.endsWith("v2")) to.manifests.set(`sha256:${"0".repeat(64)}`, { type: OCI, bytes: Buffer.from("{}") });
      return { status: 400, body: '{"errors":[{"code":"TAG_INVALID","message":"immutable"}]}' };
    };
    expect(await problemsOf(copyImages(plan(), options()))).to.deep.equal([
      `tag v2: points to sha256:${"0".repeat(64)} in ${to.address.host}/orders, and to ${digest} in the plan: a tag is never overwritten`,
    ]);
    expect(to.tags.get("v1")).to.equal(digest);
  });

  it("refuses a journal of another plan, another file, and a plan that cannot be", async () => {
    push("a", ["v1"]);
    fake("skopeo", puts());
    await copyImages(plan(), options());
    push("b", ["v2"]);
    const path = `journal ${join(folder, "journal")}`;
    expect(await problemsOf(copyImages(plan(), options()))).to.deep.equal([
      `${path}: is the journal of another copy: its plan differs`,
    ]);
    writeFileSync(join(folder, "journal"), "a letter");
    expect(await problemsOf(copyImages(plan(), options()))).to.deep.equal([
      `${path}: exists and is not a journal of ecr-kms migrate copy`,
    ]);
    expect(readFileSync(join(folder, "journal"), "utf8")).to.equal("a letter");
    const [first] = plan().manifests as [PlannedManifest];
    const wrong = { ...plan(), manifests: [{ ...first, digest: "--help", tags: ["a b"] }] };
    expect(await problemsOf(copyImages(wrong, options()))).to.deep.equal([
      "plan: manifests[0].digest: is not a sha256 digest",
      "plan: manifests[0].tags[0]: is not a tag",
    ]);
  });

  it("goes on after a line of the journal that was cut off", async () => {
    push("a", ["v1"]);
    push("b", ["v2"]);
    fake("skopeo", puts());
    await copyImages(plan(), options());
    const text = readFileSync(join(folder, "journal"), "utf8");
    for (const length of [10, text.indexOf("\n") + 20, text.length - 5]) {
      writeFileSync(join(folder, "journal"), text.slice(0, length));
      const result = await copyImages(plan(), options());
      expect([result.copied, result.alreadyThere, result.verified]).to.deep.equal([0, 2, 2]);
      const lines = readFileSync(join(folder, "journal"), "utf8").split("\n");
      expect(lines.filter((line) => line.startsWith('{"journal"'))).to.have.lengthOf(1);
    }
  });

  it("does not send a password over plain HTTP to another machine", async () => {
    push("a", []);
    fake("skopeo", puts());
    const source = { ...options().source, host: "registry.example.com" };
    expect(await problemsOf(copyImages(plan(), options({ source })))).to.deep.equal([
      "registry registry.example.com: is asked over plain HTTP, and is another machine",
    ]);
  });
});
