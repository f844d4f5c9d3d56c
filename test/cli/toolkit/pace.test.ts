import { expect } from "chai";
import { Pace } from "../../../cli/toolkit/pace";

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
    const pace = new Pace(2, clock);
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
    const pace = new Pace(2, clock);
    const times: number[] = [];
    const ask = async (): Promise<void> => {
      await pace.turn();
      times.push(time);
    };
    await ask();
    const two = Promise.all([ask(), ask()]);
    pace.hold(4000);
    pace.hold(100);
    await two;
    expect(times).to.deep.equal([0, 4000, 4500]);
  });

  it("goes slower when it is refused, and faster when it is not", async () => {
    const pace = new Pace(10, clock);
    expect(pace.gapMs).to.equal(100);
    pace.slower();
    expect(pace.gapMs).to.equal(200);
    for (let index = 0; index < 50; index += 1) pace.faster();
    expect(pace.gapMs).to.equal(100);
    const free = new Pace(undefined, clock);
    const started = time;
    free.slower();
    await free.turn();
    expect(time - started).to.equal(50);
    free.slower(700);
    await free.turn();
    expect(time - started).to.equal(750);
  });

  it("ends waiting with the signal's reason", async () => {
    const pace = new Pace(0.001);
    const controller = new AbortController();
    await pace.turn(controller.signal);
    const waiting = pace.turn(controller.signal);
    controller.abort(new Error("enough"));
    expect(await waiting.catch(String)).to.equal("Error: enough");
  });
});
