import { expect } from "chai";
import { keptCredentials } from "../../../../cli/toolkit/aws/connect";

const MINUTE = 60_000;

describe("kept credentials", () => {
  let now: number;
  let fetched: number;

  beforeEach(() => {
    now = 0;
    fetched = 0;
  });

  const lasting = (minutes: number | undefined) => () => {
    fetched += 1;
    const expiration = minutes === undefined ? {} : { expiration: new Date(now + minutes * MINUTE) };
    return Promise.resolve({ accessKeyId: `key ${fetched}`, secretAccessKey: "secret", ...expiration });
  };

  it("fetches once for all who ask at the same time, and later", async () => {
    const credentials = keptCredentials(lasting(60), () => now);
    const first = await Promise.all([credentials(), credentials()]);
    now = 54 * MINUTE;
    expect([...first, await credentials()].map(({ accessKeyId }) => accessKeyId)).to.deep.equal([
      "key 1",
      "key 1",
      "key 1",
    ]);
  });

  it("fetches again five minutes before they expire", async () => {
    const credentials = keptCredentials(lasting(60), () => now);
    await credentials();
    now = 55 * MINUTE;
    expect((await credentials()).accessKeyId).to.equal("key 2");
    expect((await credentials()).accessKeyId).to.equal("key 2");
  });

  it("keeps those that never expire", async () => {
    const credentials = keptCredentials(lasting(undefined), () => now);
    await credentials();
    now = Number.MAX_SAFE_INTEGER;
    expect((await credentials()).accessKeyId).to.equal("key 1");
  });

  it("asks again after a failure", async () => {
    const failing = [true, false];
    const credentials = keptCredentials(() =>
      failing.shift() === true ? Promise.reject(new Error("no")) : lasting(60)(),
    );
    expect(String(await credentials().catch((error: unknown) => error))).to.equal("CredentialsProviderError: no");
    expect((await credentials()).accessKeyId).to.equal("key 1");
  });

  it("leaves what AWS says as it is", async () => {
    const denied = Object.assign(new Error("no"), { name: "AccessDenied", $metadata: {} });
    expect(await keptCredentials(() => Promise.reject(denied))().catch((error: unknown) => error)).to.equal(denied);
  });
});
