import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CopyError } from "../../cli/migrate/copy/copy-error";
import { copyImages } from "../../cli/migrate/copy/copy-images";
import type { CopyOptions, CopyProgress } from "../../cli/migrate/copy/copy-options";
import { verifyCopy } from "../../cli/migrate/copy/verify-copy";
import type { MigrationPlan } from "../../cli/migrate/migration-plan";
import { InputError } from "../../cli/toolkit/input-error";
import { ContentPusher, layer, planFor, pushAwkwardRepository } from "../support/oci-content";
import type { OciRegistry } from "../support/oci-registry";
import { needRegistryTools, PASSWORD, startRegistry, storedIn, USERNAME } from "../support/oci-registry";
import { OwnedProcess } from "../support/owned-process";
import type { RegistryProxy } from "../support/registry-proxy";
import { startProxy } from "../support/registry-proxy";

const READS = ["GET", "HEAD"];

/** Tags of one image; `COPY_TAGS=2000` tries as many as an old pipeline leaves behind. Their cost grows in proportion. */
const TAGS = Number(process.env["COPY_TAGS"] ?? 150);

describe("migrate copy, between real registries", function () {
  let from: OciRegistry;
  let to: OciRegistry;
  /** Before each of the two: what the copy sees. */
  let source: RegistryProxy;
  let destination: RegistryProxy;
  let folder: string;
  let count = 0;

  before(async function () {
    needRegistryTools(this);
    [from, to] = await Promise.all([startRegistry(), startRegistry()]);
    [source, destination] = await Promise.all([startProxy(from.host), startProxy(to.host)]);
    folder = mkdtempSync(join(tmpdir(), "ecr-kms-migrate-copy-"));
    mkdirSync(join(folder, "tmp"));
    const pusher = new ContentPusher(from.address("awkward"));
    await pushAwkwardRepository(pusher);
    awkward = pusher;
  });
  let awkward: ContentPusher;

  after(async () => {
    await Promise.all([source?.stop(), destination?.stop()]);
    await Promise.all([from?.stop(), to?.stop()]);
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });

  beforeEach(() => {
    source.clear();
    destination.clear();
    count += 1;
  });

  afterEach(() => {
    // Whatever a test did, no password and no temporary file is left, and the source was only read.
    expect(readdirSync(join(folder, "tmp"))).to.deep.equal([]);
    expect(source.seen.filter(({ method }) => !READS.includes(method))).to.deep.equal([]);
  });

  const optionsFor = (repository: string, more: Partial<CopyOptions> = {}): CopyOptions => ({
    source: source.address(repository),
    destination: destination.address(`new/${repository}-${count}`),
    journal: join(folder, `journal-${count}.jsonl`),
    pauseMs: 10,
    stallMs: 10_000,
    env: { ...process.env, TMPDIR: join(folder, "tmp") },
    ...more,
  });
  const planOf = (pusher: ContentPusher, { source, destination }: CopyOptions): MigrationPlan =>
    planFor(source, destination, pusher.pushed);
  const expectEqual = (pusher: ContentPusher, options: CopyOptions): void => {
    const { repository } = pusher.address;
    expect(storedIn(to, options.destination.repository)).to.deep.equal(storedIn(from, repository));
  };
  const failureOf = async (plan: MigrationPlan, options: CopyOptions): Promise<CopyError> =>
    copyImages(plan, options).then(
      () => {
        throw new Error("it went well");
      },
      (error: unknown) => {
        expect(error).to.be.instanceOf(InputError);
        return error as CopyError;
      },
    );

  it("copies everything that is awkward byte for byte, reads it back, and finds nothing to do when run again", async () => {
    const shown: CopyProgress[] = [];
    const options = optionsFor("awkward", { progress: (progress) => shown.push(progress) });
    const plan = planOf(awkward, options);
    const first = await copyImages(plan, options);
    const { manifests, tags, bytes } = plan.totals;
    const { seconds: _seconds, ...done } = first;
    expect(done).to.deep.equal({
      copied: manifests,
      alreadyThere: 0,
      verified: manifests,
      tagged: tags,
      bytes,
      extraTags: [],
    });
    expectEqual(awkward, options);
    const last = shown.at(-1) as CopyProgress;
    expect(last.manifests).to.deep.equal({ done: manifests, total: manifests });
    expect(last.tags).to.deep.equal({ done: tags, total: tags });
    expect(last.bytes).to.deep.equal({ done: bytes, total: bytes });
    expect(last.verified).to.deep.equal({ done: manifests + tags, total: manifests + tags });
    expect(statSync(options.journal).mode & 0o777).to.equal(0o600);
    expect(await verifyCopy(plan, options.destination)).to.deep.equal([]);
    // Each layer went once, although images that share it were copied side by side.
    const uploads = destination.seen.filter(({ method, path }) => method === "PUT" && path.includes("/blobs/uploads/"));
    expect(uploads).to.have.lengthOf(plan.totals.blobs);

    for (const journal of [options.journal, join(folder, "another.jsonl")]) {
      destination.clear();
      const again = await copyImages(plan, { ...options, journal });
      expect([again.copied, again.alreadyThere, again.tagged, again.bytes]).to.deep.equal([0, manifests, 0, 0]);
      expect(destination.seen.filter(({ method }) => !READS.includes(method))).to.deep.equal([]);
    }
  });

  it("sets hundreds of tags of one image with three small requests each, and moves the image once", async () => {
    const pusher = new ContentPusher(from.address("tags"));
    const tags = Array.from({ length: TAGS }, (_, index) => `build-${index}`);
    await pusher.image([layer("tags", 1000)], { tags });
    const options = optionsFor("tags");
    const result = await copyImages(planOf(pusher, options), options);
    expect([result.copied, result.tagged]).to.deep.equal([1, TAGS]);
    // Looked up right before it is set, set, and read back: what thousands of tags cost is in proportion.
    const requests = (method: string): number =>
      destination.seen.filter((each) => each.method === method && each.path.includes("/manifests/build-")).length;
    expect([requests("HEAD"), requests("PUT"), requests("GET")]).to.deep.equal([2 * TAGS, TAGS, 0]);
    expect(destination.seen.length).to.be.lessThan(3 * TAGS + 30);
    expect(source.seen.length).to.be.lessThan(15);
    expectEqual(pusher, options);
  });

  describe("killed", () => {
    let pusher: ContentPusher;
    before(async () => {
      pusher = new ContentPusher(from.address("many"));
      for (let index = 0; index < 8; index += 1) {
        const tags = Array.from({ length: 10 }, (_, tag) => `v${index}.${tag}`);
        await pusher.image([layer("shared", 3000), layer(`own ${index}`, 1000)], { tags });
      }
    });

    const start = (options: CopyOptions): OwnedProcess => {
      const file = join(folder, `run-${count}.json`);
      writeFileSync(file, JSON.stringify({ plan: planOf(pusher, options), options }));
      return new OwnedProcess(process.execPath, ["--import", "tsx", join(__dirname, "migrate-copy-program.ts"), file]);
    };
    /** Ends the program when the destination has been asked for something for the n-th time. */
    const startAndSignal = async (
      options: CopyOptions,
      signal: NodeJS.Signals,
      isIt: (path: string) => boolean,
      n: number,
    ) => {
      let asked = 0;
      const running = start(options);
      await new Promise<void>((resolve) => {
        void running.ended.then(() => resolve());
        destination.fault(({ method, path }) => {
          if (method === "PUT" && isIt(path)) asked += 1;
          if (asked >= n) {
            running.signal(signal);
            resolve();
          }
          return undefined;
        });
      });
      const { code, stdout, stderr } = await running.ended;
      destination.clear();
      return { code, text: stdout + stderr };
    };
    const isManifest = (path: string): boolean => /manifests\/sha256:/.test(path);
    const isTag = (path: string): boolean => /manifests\/v/.test(path);

    for (const [what, isIt, n] of [
      ["while its first layers move", (path: string) => path.includes("/uploads/"), 2],
      ["after half of the manifests", isManifest, 4],
      ["while it sets tags", isTag, 40],
    ] as const) {
      it(`goes on after kill -9 ${what}`, async () => {
        const options = optionsFor("many");
        const plan = planOf(pusher, options);
        const { code, text } = await startAndSignal(options, "SIGKILL", isIt, n);
        expect(code, text).to.equal(undefined);
        const before = storedIn(to, options.destination.repository);
        expect(Object.keys(before.tags).length).to.be.lessThan(plan.totals.tags);
        const result = await copyImages(plan, options);
        expect(result.copied).to.be.at.least(plan.manifests.length - before.manifests.length - options_jobs);
        expect(result.tagged).to.be.greaterThan(0);
        expect([result.copied + result.alreadyThere, result.verified]).to.deep.equal([8, 8]);
        expectEqual(pusher, options);
      });
    }

    it("ends its copiers first at Ctrl-C, leaves no password behind, and says how to go on", async () => {
      const options = optionsFor("many");
      source.fault(({ path }) => (path.includes("/blobs/") ? "stall" : undefined));
      const running = start(options);
      while (!source.seen.some(({ path }) => path.includes("/blobs/"))) await sleep(20);
      const name = readdirSync(join(folder, "tmp"))[0] ?? "";
      const [temporary, secret] = [join(folder, "tmp", name), join(folder, "tmp", name, "source.json")];
      expect(statSync(temporary).mode & 0o777).to.equal(0o700);
      expect(statSync(secret).mode & 0o777).to.equal(0o600);
      const lines = execFileSync("ps", ["axww", "-o", "args"], { encoding: "utf8" });
      expect(lines).to.contain(temporary);
      expect(lines).not.to.contain("never on a disk");
      running.signal("SIGINT");
      const { code, stdout } = await running.ended;
      expect(code).to.equal(130);
      expect(stdout).to.equal(
        "InputError: copy: was interrupted: 0 of 8 manifests and 0 of 80 tags are at the destination\n" +
          "  nothing is lost: run the same command again, and it goes on from there\n",
      );
      expect(execFileSync("ps", ["axww", "-o", "args"], { encoding: "utf8" })).not.to.contain(temporary);
    });
  });

  describe("with bad registries", () => {
    it("gets through failures, refusals for too many requests and connections that break", async () => {
      const options = optionsFor("awkward");
      const faults = (every: number) => {
        let asked = 0;
        let isRefused = false;
        return ({ method, path }: { readonly method: string; readonly path: string }) => {
          asked += 1;
          // Of requests of ours: skopeo waits two seconds after such an answer, whatever it says.
          isRefused = method === "PUT" && path.endsWith("/manifests/latest") && !isRefused;
          if (isRefused) return { status: 429, headers: { "retry-after": "0.05" } };
          if (asked % every === 0) return { status: 500, body: "<html>no</html>" };
          return asked % every === 5 ? ("cut" as const) : undefined;
        };
      };
      source.fault(faults(37));
      destination.fault(faults(41));
      const result = await copyImages(planOf(awkward, options), { ...options, retries: 12 });
      expect(result.verified).to.equal(awkward.pushed.length);
      expectEqual(awkward, options);
    });

    it("ends a copier that moves nothing, and tries again", async () => {
      const options = optionsFor("awkward", { stallMs: 5_000 });
      let stalled = 0;
      source.fault(({ path }) => (path.includes("/blobs/") && (stalled += 1) <= 2 ? "stall" : undefined));
      destination.fault(({ method }) => (method === "PATCH" && (stalled += 1) === 3 ? "stall" : undefined));
      const result = await copyImages(planOf(awkward, options), options);
      expect(stalled).to.be.greaterThan(2);
      expect(result.verified).to.equal(awkward.pushed.length);
      expectEqual(awkward, options);
    });

    it("says everything that failed in the end, and copies the rest", async () => {
      const options = optionsFor("awkward", { retries: 1 });
      const plan = planOf(awkward, options);
      const [amd, arm, , index] = awkward.pushed;
      // A layer may come from another repository of the destination without a request to the source; a configuration does not.
      const own = [...(arm?.blobs.keys() ?? [])][0] ?? "";
      const nobody = awkward.pushed[8];
      const config = [...(nobody?.blobs.keys() ?? [])][0] ?? "";
      source.fault(({ path }) => {
        if (path.endsWith(config)) return "stall";
        return path.endsWith(own) ? { status: 503, body: "down" } : undefined;
      });
      const error = await failureOf(plan, { ...options, stallMs: 5_000 });
      const told = error.problems.map(
        ({ path, message }) => `${path} ${message.replace(/(could not copy it).*/, "$1")}`,
      );
      expect(told.sort()).to.deep.equal(
        [
          `${arm?.digest} skopeo could not copy it`,
          `${index?.digest} (v1, latest) was not copied, because what it refers to was not: ${arm?.digest}`,
          `${nobody?.digest} skopeo moved nothing for 5 seconds, and was ended`,
        ].sort(),
      );
      expect(error.message).to.match(/skopeo could not copy it: .*503/);
      expect(error.result.copied).to.equal(plan.manifests.length - 3);
      const stored = storedIn(to, options.destination.repository);
      expect(stored.manifests).to.include(amd?.digest).and.not.include(index?.digest);
      expect(Object.keys(stored.tags)).not.to.include("v1");

      source.clear();
      const result = await copyImages(plan, options);
      expect([result.copied, result.alreadyThere]).to.deep.equal([3, plan.manifests.length - 3]);
      expectEqual(awkward, options);
    });

    it("names what was deleted from the source after the plan, and copies the rest", async () => {
      const pusher = new ContentPusher(from.address("changing"));
      const gone = await pusher.image([layer("gone", 500)], { tags: ["gone", "old"] });
      await pusher.image([layer("stays", 500)], { tags: ["stays"] });
      await fetch(`http://${from.host}/v2/changing/manifests/${gone.digest}`, { method: "DELETE" });
      const options = optionsFor("changing");
      const error = await failureOf(planOf(pusher, options), options);
      expect(error.problems).to.deep.equal([
        {
          path: `${gone.digest} (gone, old)`,
          message: "is no longer at the source: it was deleted after the plan was made",
          hint: "make the plan again; what has been copied is not copied again",
        },
      ]);
      expect(storedIn(to, options.destination.repository).tags).to.have.all.keys("stays");
    });

    it("never overwrites a tag", async () => {
      const options = optionsFor("awkward");
      const stranger = new ContentPusher(to.address(options.destination.repository));
      const other = await stranger.image([layer("stranger", 100)], { tags: ["v1", "extra"] });
      const index = awkward.pushed[3];
      const error = await failureOf(planOf(awkward, options), options);
      expect(error.problems.map(({ path, message }) => `${path} ${message}`)).to.deep.equal([
        `tag v1 points to ${other.digest} in ${destination.host}/${options.destination.repository}, and to ${index?.digest} in the plan: a tag is never overwritten`,
      ]);
      expect(destination.seen.filter(({ method }) => !READS.includes(method))).to.deep.equal([]);
      expect(await verifyCopy(planOf(awkward, options), options.destination)).to.deep.include.members([
        { kind: "tag-differs", what: "v1", message: `points to ${other.digest}, not to ${index?.digest}` },
        {
          kind: "tag-extra",
          what: "extra",
          message: "is at the destination and not in the plan: somebody else pushed it",
        },
      ]);
    });
  });

  it("stops when the journal cannot be written, and goes on with another", async () => {
    const options = optionsFor("awkward", { journal: "/dev/full" });
    const plan = planOf(awkward, options);
    const error = await failureOf(plan, options);
    expect(error.message).to.equal(
      "journal /dev/full: cannot be written: ENOSPC: the disk is full\n" +
        "  nothing is lost: what has been copied is at the destination. Make room, or give a journal elsewhere with `journal`, and run the same command again",
    );
    await copyImages(plan, { ...options, journal: join(folder, "room.jsonl") });
    expectEqual(awkward, options);
  });

  it("copies again what the destination lost, whatever the journal says", async () => {
    const options = optionsFor("awkward");
    const plan = planOf(awkward, options);
    await copyImages(plan, options);
    const lost = awkward.pushed[6];
    const url = `http://${to.host}/v2/${options.destination.repository}/manifests/${lost?.digest}`;
    expect((await fetch(url, { method: "DELETE" })).status).to.equal(202);
    const result = await copyImages(plan, options);
    expect([result.copied, result.tagged, result.verified]).to.deep.equal([1, 1, plan.manifests.length]);
    expectEqual(awkward, options);
  });

  it("signs in on either side, again when it is refused, and keeps the passwords apart", async () => {
    const [closed, open] = [await startRegistry({ hasPassword: true }), to];
    const proxy = await startProxy(closed.host);
    try {
      const options = optionsFor("awkward");
      const asked: string[] = [];
      const credentials = () => {
        asked.push("destination");
        // The first is one that has expired.
        return Promise.resolve({ username: USERNAME, password: asked.length === 1 ? "expired" : PASSWORD });
      };
      const result = await copyImages(planOf(awkward, options), {
        ...options,
        source: {
          ...options.source,
          credentials: () => Promise.resolve({ username: "reader", password: "for reading" }),
        },
        destination: { ...proxy.address("orders"), credentials },
      });
      expect(result.verified).to.equal(awkward.pushed.length);
      expect(asked).to.have.lengthOf(2);
      expect(storedIn(closed, "orders")).to.deep.equal(storedIn(from, "awkward"));
      expect(storedIn(open, "orders").manifests).to.deep.equal([]);
      const told = (seen: RegistryProxy): readonly string[] => [
        ...new Set(
          seen.seen.flatMap(({ authorization = "" }) =>
            authorization === "" ? [] : [Buffer.from(authorization.slice("Basic ".length), "base64").toString()],
          ),
        ),
      ];
      expect(told(source)).to.deep.equal(["reader:for reading"]);
      expect(told(proxy)).to.deep.equal([`${USERNAME}:expired`, `${USERNAME}:${PASSWORD}`]);
      expect(readFileSync(options.journal, "utf8")).not.to.match(/for reading|correct horse/);
    } finally {
      await proxy.stop();
      await closed.stop();
    }
  });
});

/** How many manifests may have been on their way. */
const options_jobs = 4;

async function sleep(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}
