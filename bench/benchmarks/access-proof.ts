/**
 * The proof of access: every answer for every role and repository, beside asking the simulator about each call of a push and a
 * pull of each. The proof gives more answers than that (creating, deleting, administering, the two-way model, the rules, the
 * reading of the topology); its whole time is held against the calls of push and pull alone.
 */
import type { FigureHead } from "../figure";
import { beside, report, timeBeside } from "../figure";
import { inProcess, QUICK, takeTurns } from "../harness";

const CALLS_OF_PUSH_AND_PULL = 7;
const rounds = QUICK ? { warmUps: 0, rounds: 2 } : { warmUps: 1, rounds: 7 };
const PAIRS = QUICK ? "20" : "100";

for (const kind of ["alike", "each-different"]) {
  const size = ["1000", "200", kind] as const;
  const [ours, oneByOne] = takeTurns(
    [inProcess("contestants/proof-ours.js", ...size), inProcess("contestants/proof-one-by-one.js", ...size, PAIRS)],
    rounds,
  );
  const decisions = 1000 * 200 * CALLS_OF_PUSH_AND_PULL;
  const seconds = (Math.min(...ours.values("ms")) / 1000).toFixed(1);
  const head: FigureHead = {
    name: `proof: 1,000 repositories x 200 roles, ${kind}`,
    peerName: "one simulation for each call",
    unit: "ms a decision",
    aim: 1 / 50,
    note: `${seconds} s in all, ${ours.values("distinct")[0]} distinct, ${Math.round(Math.max(...ours.values("peak")))} MB`,
  };
  report(beside(head, "ms", ours.times(1 / decisions), oneByOne));
}

for (const [name, small, large] of [
  ["100 x 200 → 1,000 x 200", ["100", "200"], ["1000", "200"]],
  ["1,000 x 20 → 1,000 x 200", ["1000", "20"], ["1000", "200"]],
] as const) {
  const [tenfold, once] = takeTurns(
    [
      inProcess("contestants/proof-ours.js", ...large, "each-different"),
      inProcess("contestants/proof-ours.js", ...small, "each-different"),
    ],
    rounds,
  );
  report(
    timeBeside(
      { name: `proof, growth: ${name}`, peerName: "ten times a tenth of the work", unit: "ms", aim: 1.1 },
      tenfold,
      once.times(10),
    ),
  );
}
