import { expect } from "chai";
import { RequestPace } from "../../../../cli/audit/lookup/request-pace";

describe("the pace of requests", () => {
  let time: number;
  const clock = {
    now: () => time,
    sleep: async (milliseconds: number): Promise<void> => {
      const wakes = time + milliseconds;
      await Promise.resolve();
      time = Math.max(time, wakes);
    },
    random: () => 0,
  };
  beforeEach(() => {
    time = 0;
  });

  it("lets two requests a second pass, however many wait at once", async () => {
    const pace = new RequestPace(clock);
    const times: number[] = [];
    await Promise.all(
      Array.from({ length: 5 }, async () => {
        await pace.turn();
        times.push(time);
      }),
    );
    expect(times).to.deep.equal([0, 500, 1000, 1500, 2000]);
  });

  it("makes all wait when one is told to", async () => {
    const pace = new RequestPace(clock);
    const times: number[] = [];
    const ask = async (): Promise<void> => {
      await pace.turn();
      times.push(time);
    };
    await ask();
    const two = Promise.all([ask(), ask()]);
    pace.pause(4000);
    pace.pause(100);
    await two;
    expect(times).to.deep.equal([0, 4000, 4500]);
  });
});
