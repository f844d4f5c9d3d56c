import { expect } from "chai";
import { BlobsUnderway } from "../../../../cli/migrate/copy/blobs-underway";
import { inCircles, inOrder } from "../../../../cli/migrate/copy/in-order";
import { Tally } from "../../../../cli/migrate/copy/tally";
import { RegistryError } from "../../../../cli/migrate/registry/registry-error";
import { RegistryReader } from "../../../../cli/migrate/registry/registry-reader";
import { SignIn } from "../../../../cli/migrate/registry/sign-in";
import type { MemoryRegistry } from "./memory-registry";
import { startMemoryRegistry } from "./memory-registry";

const { signal } = new AbortController();

describe("parts of a copy", () => {
  it("does things side by side, each after what it comes after, and ends at the first error", async () => {
    const items = [
      { digest: "index", after: ["a", "b", "elsewhere"] },
      { digest: "a", after: [] },
      { digest: "b", after: ["a"] },
      { digest: "c", after: [] },
    ];
    const done: string[] = [];
    let [now, most] = [0, 0];
    await inOrder(items, 2, async ({ digest }) => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setTimeout(resolve, 5));
      now -= 1;
      done.push(digest);
    });
    expect(done.sort()).to.deep.equal(["a", "b", "c", "index"]);
    expect(most).to.equal(2);
    const seen: string[] = [];
    const failing = inOrder(items, 1, async ({ digest }) => {
      seen.push(digest);
      await Promise.resolve();
      throw new Error(digest);
    });
    expect(await failing.catch(String)).to.equal("Error: a");
    expect(seen).to.deep.equal(["a"]);
    expect(inCircles([...items, { digest: "x", after: ["y"] }, { digest: "y", after: ["x"] }])).to.deep.equal([
      "x",
      "y",
    ]);
  });

  it("lets nobody upload a layer that another is uploading", async () => {
    const blobs = new BlobsUnderway();
    const [base, own, other] = ["base", "own", "other"].map((digest) => ({ digest, size: 10 }));
    let [now, most] = [0, 0];
    const work = async (): Promise<void> => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setTimeout(resolve, 5));
      now -= 1;
    };
    const both = () => Promise.all([blobs.alone([base!, own!], work), blobs.alone([base!, other!], work)]);
    await both();
    expect(most).to.equal(1);
    expect([blobs.add([base!, own!]), blobs.add([base!, other!]), blobs.missing([base!])]).to.deep.equal([20, 10, 0]);
    await both();
    expect(most).to.equal(2);
  });

  it("reckons rate and remaining time from bytes and from tags, whichever takes longer", () => {
    let now = 0;
    const tally = new Tally({ manifests: 2, tags: 10, bytes: 1000 }, () => now);
    expect(tally.progress()).to.deep.include({ bytesPerSecond: 0, bytes: { done: 0, total: 1000 } });
    tally.underway("a", 100);
    now = 10_000;
    expect(tally.progress()).to.deep.include({
      bytesPerSecond: 10,
      secondsLeft: 90,
      bytes: { done: 100, total: 1000 },
    });
    tally.manifestCopied("a", 600);
    tally.tagDone(true);
    now = 20_000;
    expect(tally.progress()).to.deep.include({ bytesPerSecond: 30, secondsLeft: 180 });
    tally.manifestThere(400);
    expect(tally.result()).to.deep.include({ copied: 1, alreadyThere: 1, tagged: 1, bytes: 600 });
  });

  it("asks for a password again when it is old or refused, once for all who were refused", async () => {
    let [asked, now] = [0, 0];
    const credentials = () => Promise.resolve({ username: "AWS", password: `${(asked += 1)}` });
    const signIn = new SignIn({ host: "h", repository: "r", insecure: false, credentials }, () => now);
    const first = await signIn.current();
    expect(await signIn.current()).to.equal(first);
    expect(await Promise.all([signIn.renew(first), signIn.renew(first)])).to.deep.equal([true, true]);
    expect((await signIn.current())?.password).to.equal("2");
    now = 7 * 60 * 60 * 1000;
    expect((await signIn.current())?.password).to.equal("3");
  });
});

describe("the registry client", () => {
  let registry: MemoryRegistry;
  let reader: RegistryReader;
  const waits: number[] = [];
  const sleep = (milliseconds: number): Promise<void> => {
    waits.push(milliseconds);
    return Promise.resolve();
  };
  before(async () => {
    registry = await startMemoryRegistry();
    reader = new RegistryReader(registry.address, {
      retries: 2,
      pauseMs: 1,
      stallMs: 60_000,
      signal,
      clock: { sleep },
    });
  });
  after(async () => registry.stop());

  it("reads all pages of tags", async () => {
    for (const tag of ["a", "b", "c", "d", "e"]) registry.tags.set(tag, "sha256:0");
    expect(await reader.tags()).to.deep.equal(["a", "b", "c", "d", "e"]);
  });

  for (const [what, status, body, times, message] of [
    ["tries a failing registry again, and gives up", 503, "<html>", 3, "answers 503"],
    [
      "does not try again what is refused",
      403,
      '{"errors":[{"code":"DENIED","message":"no\\nway"}]}',
      1,
      "answers 403 DENIED: no way",
    ],
    ["waits as it is asked to", 429, "", 3, "answers 429"],
  ] as const) {
    it(what, async () => {
      registry.asked.length = 0;
      registry.answer = () => ({ status, body, headers: { "retry-after": "0.03" } });
      waits.length = 0;
      const error: unknown = await reader.manifest("x").catch((caught: unknown) => caught);
      registry.answer = () => undefined;
      expect(error).to.be.instanceOf(RegistryError);
      expect((error as RegistryError).message).to.equal(`${registry.address.host} ${message}`);
      expect(registry.asked).to.have.lengthOf(times);
      expect(waits).to.deep.equal(Array.from({ length: times - 1 }, () => 30));
    });
  }
});
