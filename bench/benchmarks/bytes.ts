/**
 * The bytes of each document beside aws-cdk-lib's `minimize`, given one statement for each grantee and right. CDK merges no
 * statement that has a Sid, so it is given none; ours are counted as they are deployed and once more without their Sids.
 */
import type { PolicyDocument, RegistryTopology } from "ecr-kms";
import { planRegistry } from "ecr-kms";
import { atomsOf } from "../atoms";
import { report } from "../figure";
import { CDK, documentWithCdk } from "../peers/aws-cdk";
import { pipelineRole, spokeId, topologyOf } from "../topologies";

type Kind = "repository" | "key" | "identity";

const accounts = (from: number, count: number) => Array.from({ length: count }, (_, index) => spokeId(from + index));
const roles = (from: number, count: number) => Array.from({ length: count }, (_, index) => pipelineRole(from + index));
const organizations = ["o-a1b2c3d4e5", "o-b2c3d4e5f6", "o-c3d4e5f6a7"];
const paths = organizations.map((id, index) => `${id}/r-ab12/ou-ab12-${index + 1}1111111/`);
const exact = { principalStrategy: "exact" } as const;

/** Twenty repositories each; the grantees differ from one to the next. */
const MIXED = topologyOf(20, (index) => ({
  push: roles(index, 3),
  pull: [...accounts(index, 20), ...roles(index + 50, 6)],
  lambda: accounts(index + 100, 3),
}));

const SHAPES: readonly (readonly [name: string, kind: Kind, topology: RegistryTopology])[] = [
  ["accounts pull", "repository", topologyOf(20, (index) => ({ pull: accounts(index, 30) }))],
  ["one account pulls", "repository", topologyOf(20, (index) => ({ pull: accounts(index, 1) }))],
  ["roles pull, by condition", "repository", topologyOf(20, (index) => ({ pull: roles(index, 30) }))],
  ["one role pulls, by condition", "repository", topologyOf(20, (index) => ({ pull: roles(index, 1) }))],
  ["roles pull, exact", "repository", topologyOf(20, (index) => ({ pull: roles(index, 30) }), exact)],
  [
    "some accounts push, others pull",
    "repository",
    topologyOf(20, (index) => ({ push: accounts(index, 3), pull: accounts(index + 10, 20) })),
  ],
  [
    "the same accounts push and pull",
    "repository",
    topologyOf(20, (index) => ({ push: accounts(index, 20), pull: accounts(index, 20) })),
  ],
  [
    "the same exact roles push and pull",
    "repository",
    topologyOf(20, (index) => ({ push: roles(index, 20), pull: roles(index, 20) }), exact),
  ],
  [
    "the same roles push and pull, by condition",
    "repository",
    topologyOf(20, (index) => ({ push: roles(index, 20), pull: roles(index, 20) })),
  ],
  ["organizations and paths pull", "repository", topologyOf(20, () => ({ pull: [...organizations, ...paths] }))],
  ["Lambda in accounts", "repository", topologyOf(20, (index) => ({ lambda: accounts(index, 10) }))],
  ["key of accounts", "key", topologyOf(20, (index) => ({ pull: accounts(index * 5, 5) }))],
  ["key of roles, by condition", "key", topologyOf(20, (index) => ({ push: roles(index * 5, 5) }))],
  ["key of exact roles", "key", topologyOf(20, (index) => ({ push: roles(index * 5, 5) }), exact)],
  ["key, a bit of everything", "key", { ...MIXED, keyAdministrators: ["arn:aws:iam::100000000000:role/keys"] }],
  ["IAM policies of accounts", "identity", topologyOf(200, () => ({ pull: accounts(0, 20) }))],
  [
    "IAM policies of roles that push and pull",
    "identity",
    topologyOf(60, () => ({ push: roles(0, 9), pull: roles(0, 9) })),
  ],
  ["IAM policies, a bit of everything", "identity", MIXED],
  ["repositories, a bit of everything", "repository", MIXED],
];

function documentsOf(topology: RegistryTopology, kind: Kind): readonly PolicyDocument[] {
  const { key, repositories, spokes } = planRegistry(topology);
  if (kind === "key") return [key.policy];
  if (kind === "repository") return Object.values(repositories).flatMap(({ policy }) => (policy ? [policy] : []));
  return Object.values(spokes).flatMap((identities) => identities.flatMap(({ policies }) => policies));
}

const bytes = (text: string) => Buffer.byteLength(text);
const withoutSids = ({ Version, Statement }: PolicyDocument) =>
  JSON.stringify({ Version, Statement: Statement.map(({ Sid, ...rest }) => rest) });
const WAYS = [
  ["as deployed", (document: PolicyDocument) => JSON.stringify(document)] as const,
  ["without Sids", withoutSids] as const,
];

for (const [shape, kind, topology] of SHAPES) {
  const documents = documentsOf(topology, kind).map((document) => ({
    document,
    theirs: bytes(documentWithCdk(atomsOf(document))),
  }));
  for (const [way, textOf] of WAYS) {
    const pairs = documents.map(({ document, theirs }) => ({ ours: bytes(textOf(document)), peer: theirs }));
    const total = pairs.reduce((sum, each) => ({ ours: sum.ours + each.ours, peer: sum.peer + each.peer }));
    const worst = pairs.reduce((most, each) => (each.ours / each.peer > most.ours / most.peer ? each : most));
    const all = `all ${pairs.length}: ${total.ours} beside ${total.peer}, ${(total.ours / total.peer).toFixed(3)}`;
    const head = { name: `bytes: ${shape}, ${way}, the worst document`, peerName: CDK, unit: "bytes", aim: 1 };
    report({ ...head, ...worst, ratio: worst.ours / worst.peer, note: all });
  }
}
