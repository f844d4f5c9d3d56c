import fc from "fast-check";
import { expect } from "chai";
import { copyOrder } from "../../../../cli/migrate/plan/plan-manifests";

describe("the order of the copy", () => {
  const digests = ["a", "b", "c", "d", "e", "f"];
  const item = fc.record({
    pushedAt: fc.constantFrom(undefined, "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"),
    needs: fc.subarray([...digests, "elsewhere"]),
  });

  it("has everything once, what one needs before it, whatever order it is given in", () => {
    const lists = fc.tuple(...digests.map(() => item)).chain((items) => {
      // A need is for something with a smaller letter, so that nothing goes in a circle.
      const all = items.map(({ pushedAt, needs }, at) => ({
        digest: digests[at] ?? "",
        ...(pushedAt === undefined ? {} : { pushedAt }),
        needs: needs.filter((need) => need === "elsewhere" || need < (digests[at] ?? "")),
      }));
      return fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }));
    });
    fc.assert(
      fc.property(lists, ([all, shuffled]) => {
        const { order, circles } = copyOrder(shuffled);
        expect(circles).to.deep.equal([]);
        expect(order.map(({ digest }) => digest).sort()).to.deep.equal(digests);
        const place = new Map(order.map(({ digest }, at) => [digest, at]));
        for (const [at, { needs }] of order.entries()) {
          for (const need of needs) expect(place.get(need) ?? -1).to.be.lessThan(at);
        }
        expect(copyOrder(all).order).to.deep.equal(order);
      }),
      { numRuns: 300 },
    );
  });

  it("is that of the pushes, then of the digests, where nothing is needed", () => {
    const all = [
      { digest: "c", pushedAt: "2026-01-01", needs: [] },
      { digest: "b", pushedAt: "2026-01-02", needs: [] },
      { digest: "a", pushedAt: "2026-01-02", needs: [] },
    ];
    expect(copyOrder(all).order.map(({ digest }) => digest)).to.deep.equal(["c", "a", "b"]);
  });

  it("names a circle and gets to an end", () => {
    const all = [
      { digest: "a", needs: ["b"] },
      { digest: "b", needs: ["a", "b"] },
    ];
    const { order, circles } = copyOrder(all);
    expect(order.map(({ digest }) => digest)).to.deep.equal(["b", "a"]);
    expect(circles).to.deep.include(["a", "b"]);
  });

  it("does not mind 50,000 that hang on each other", () => {
    const all = Array.from({ length: 50_000 }, (_, at) => ({
      digest: String(at).padStart(5, "0"),
      needs: [String(at + 1).padStart(5, "0")],
    }));
    expect(copyOrder(all).order[0]?.digest).to.equal("49999");
  });
});
