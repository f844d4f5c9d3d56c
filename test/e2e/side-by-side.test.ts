import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { sideBySide } from "../support/side-by-side";

describe("stacks that are worked on side by side", () => {
  const stacks = [
    { name: "key", after: [] },
    { name: "spoke", after: [] },
    { name: "hub", after: ["key"] },
  ];

  it("run together, each after those that it has to come after", async () => {
    const events: string[] = [];
    const work = async ({ name }: { name: string }): Promise<void> => {
      events.push(`${name} begins`);
      await sleep(name === "spoke" ? 50 : 10);
      events.push(`${name} ends`);
    };
    await sideBySide(stacks, work, ({ after }) => after);
    expect(events).to.deep.equal(["key begins", "spoke begins", "key ends", "hub begins", "hub ends", "spoke ends"]);
  });

  it("are waited for when one fails; what comes after that one is not begun", async () => {
    const ended: string[] = [];
    const work = async ({ name }: { name: string }): Promise<void> => {
      if (name === "key") throw new Error("no key");
      await sleep(20);
      ended.push(name);
    };
    const error = await sideBySide(stacks, work, ({ after }) => after).catch((thrown: unknown) => thrown);
    expect(String(error)).to.equal("Error: no key");
    expect(ended).to.deep.equal(["spoke"]);
  });
});
