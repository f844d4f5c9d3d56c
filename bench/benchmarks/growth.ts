/** How the cost of all documents grows when there is ten times as much to write. */
import type { RegistryTopology } from "ecr-kms";
import { documentTexts } from "../documents";
import { report, timeBeside } from "../figure";
import { QUICK, takeTurns, timed } from "../harness";
import { pipelineRole, platformRegistry, read, topologyOf } from "../topologies";

/** Each repository pushed by 40 roles of its own: as many IAM policies as rights. */
function manyRoles(repositories: number): string {
  const push = (index: number) => Array.from({ length: 40 }, (_, role) => pipelineRole(index * 40 + role));
  return JSON.stringify(topologyOf(repositories, (index) => ({ push: push(index) }), { kmsAccess: "ecr-grants-only" }));
}

/** One role that pushes and pulls everything: one identity with ever more IAM policies. */
function oneRole(repositories: number): string {
  const everything = { push: [pipelineRole(0)], pull: [pipelineRole(0)] };
  return JSON.stringify(topologyOf(repositories, () => everything));
}

const STEPS: readonly (readonly [name: string, small: string, large: string])[] = [
  ["100 x 30 → 1,000 x 30", platformRegistry(100, 30, "each-different"), platformRegistry(1000, 30, "each-different")],
  [
    "1,000 x 30 → 1,000 x 300",
    platformRegistry(1000, 30, "each-different"),
    platformRegistry(1000, 300, "each-different"),
  ],
  ["400 → 4,000 roles", manyRoles(10), manyRoles(100)],
  ["a role's 140 → 1,400 repositories", oneRole(140), oneRole(1400)],
];

for (const [name, small, large] of STEPS) {
  const contestant = (text: string, times: number) => timed<RegistryTopology>(() => read(text), documentTexts, times);
  const [tenfold, once] = takeTurns([contestant(large, 1), contestant(small, 10)], {
    warmUps: 4,
    rounds: QUICK ? 3 : 15,
  });
  const head = { name: `growth: ${name}`, peerName: "a tenth of the work", unit: "ms", aim: 11 };
  report(timeBeside(head, tenfold, once));
}
