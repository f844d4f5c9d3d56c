import { expect } from "chai";
import { atMost, mapSideBySide } from "../../../cli/toolkit/side-by-side";

describe("a limit of what runs side by side", () => {
  it("runs as many as it has room for, the others in their order, and goes on after a failure", async () => {
    const limit = atMost(2);
    const started: number[] = [];
    const ends: ((failed: boolean) => void)[] = [];
    const all = [0, 1, 2, 3].map((index) =>
      limit(
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
    expect(await limit(() => Promise.resolve("later"))).to.equal("later");
  });

  it("maps in the order of the items, and begins nothing after a failure", async () => {
    expect(await mapSideBySide([3, 1, 2], 2, (item) => Promise.resolve(item * 2))).to.deep.equal([6, 2, 4]);
    const begun: number[] = [];
    const failing = mapSideBySide([0, 1, 2, 3], 2, async (item) => {
      begun.push(item);
      await new Promise(setImmediate);
      if (item === 0) throw new Error("0 failed");
      return item;
    });
    expect(await failing.catch(String)).to.equal("Error: 0 failed");
    expect(begun).to.deep.equal([0, 1]);
  });
});
