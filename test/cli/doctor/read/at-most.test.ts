import { expect } from "chai";
import { atMost } from "../../../../cli/doctor/read/at-most";

describe("a lane", () => {
  it("runs as many as it has room for, the others in their order, and goes on after a failure", async () => {
    const lane = atMost(2);
    const started: number[] = [];
    const ends: ((failed: boolean) => void)[] = [];
    const all = [0, 1, 2, 3].map((index) =>
      lane(
        () =>
          new Promise<number>((resolve, reject) => {
            started.push(index);
            ends[index] = (failed) => (failed ? reject(new Error(`${index} failed`)) : resolve(index));
          }),
      ).catch(String),
    );
    const settled = (): Promise<unknown> => new Promise((resolve) => setImmediate(resolve));
    await settled();
    expect(started).to.deep.equal([0, 1]);
    ends[1]?.(true);
    await settled();
    expect(started).to.deep.equal([0, 1, 2]);
    ends[0]?.(false);
    ends[2]?.(false);
    await settled();
    ends[3]?.(false);
    expect(await Promise.all(all)).to.deep.equal([0, "Error: 1 failed", 2, 3]);
    expect(await lane(() => Promise.resolve("later"))).to.equal("later");
  });
});
