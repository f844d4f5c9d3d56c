import { expect } from "chai";
import { diagnose } from "../../../../cli/doctor/diagnose/diagnose";
import type { Deployed, DeployedKey } from "../../../../cli/doctor/deployed";
import type { Diagnosis } from "../../../../cli/doctor/diagnosis";
import {
  deployed,
  ecrGrant,
  grantsOf,
  HUB,
  key,
  KEY_ARN,
  NOW,
  REGION,
  repository,
  repositoryArn,
} from "../sample-deployed";
import { OperationCounter } from "../../../support/operations";

const ORDERS = repositoryArn("orders");
const DENIED = {
  path: `key ${KEY_ARN}`,
  message: "kms:ListGrants is denied (with profile hub): no",
  hint: "allow kms:ListGrants for whoever runs this",
};
const HEALTHY_GRANTS = grantsOf("orders", "payments");

interface Case {
  readonly name: string;
  readonly key?: Partial<DeployedKey>;
  readonly changes?: Partial<Deployed>;
  /** `severity code subject`, each. */
  readonly expected: readonly string[];
  /** All of these stand in the message, remedy, certainty or commands of the first. */
  readonly says?: readonly string[];
  /** None of these does. */
  readonly saysNot?: readonly string[];
  readonly commands?: readonly string[];
}

const CASES: readonly Case[] = [
  { name: "a healthy hub", expected: [] },
  {
    name: "a disabled key",
    key: { state: "Disabled", enabled: false },
    expected: [`broken key-disabled ${KEY_ARN}`],
    says: ["alias/ecr/registry", "Pushes to orders, payments fail with KmsException", "Nothing is lost"],
    commands: [`aws kms enable-key --key-id ${KEY_ARN} --region ${REGION}`],
  },
  {
    name: "a key that is deleted in six days",
    key: { state: "PendingDeletion", deletionDate: "2026-12-01T09:30:00.000Z" },
    expected: [`broken key-pending-deletion ${KEY_ARN}`],
    says: [
      "on 2026-12-01 09:30 UTC, in 6 days",
      "every image of orders, payments is unrecoverable",
      "leaves the key disabled",
    ],
    commands: [
      `aws kms cancel-key-deletion --key-id ${KEY_ARN} --region ${REGION}`,
      `aws kms enable-key --key-id ${KEY_ARN} --region ${REGION}`,
    ],
  },
  {
    name: "a key that is deleted tomorrow",
    key: { state: "PendingDeletion", deletionDate: "2026-11-25T13:00:00.000Z" },
    expected: [`broken key-pending-deletion ${KEY_ARN}`],
    says: ["in 1 day."],
  },
  {
    name: "a key that is deleted within the day",
    key: { state: "PendingDeletion", deletionDate: "2026-11-24T13:00:00.000Z" },
    expected: [`broken key-pending-deletion ${KEY_ARN}`],
    says: ["in less than a day"],
  },
  {
    name: "a key whose deletion date is past, which KMS allows for a day",
    key: { state: "PendingDeletion", deletionDate: "2026-11-24T11:00:00.000Z" },
    expected: [`broken key-pending-deletion ${KEY_ARN}`],
    says: ["that is past"],
  },
  {
    name: "a primary key that waits for its replicas",
    key: { state: "PendingReplicaDeletion", multiRegion: true },
    expected: [`broken key-pending-deletion ${KEY_ARN}`],
    says: ["waits for the deletion of its replica keys"],
  },
  {
    name: "a key without material",
    key: { state: "PendingImport", origin: "EXTERNAL", rotation: { enabled: false } },
    expected: [`broken key-pending-import ${KEY_ARN}`],
    says: ["never imported, has expired or was deleted", "the very same key material"],
  },
  {
    name: "material that expires in thirty days",
    key: { origin: "EXTERNAL", validTo: "2026-12-24T12:00:00.000Z", rotation: { enabled: false } },
    expected: [`at-risk key-material-expires ${KEY_ARN}`],
    says: ["2026-12-24 12:00 UTC, in 30 days"],
  },
  {
    name: "material that expires in thirty-one days",
    key: { origin: "EXTERNAL", validTo: "2026-12-25T12:00:00.000Z", rotation: { enabled: false } },
    expected: [`note key-material-expires ${KEY_ARN}`],
  },
  {
    name: "a key store that is disconnected",
    key: { state: "Unavailable", customKeyStoreId: "cks-1", origin: "AWS_CLOUDHSM", rotation: { enabled: false } },
    expected: [`broken key-unavailable ${KEY_ARN}`],
    commands: [
      `aws kms describe-custom-key-stores --custom-key-store-id cks-1 --region ${REGION}`,
      `aws kms connect-custom-key-store --custom-key-store-id cks-1 --region ${REGION}`,
    ],
  },
  { name: "a key that is being created", key: { state: "Creating" }, expected: [`broken key-creating ${KEY_ARN}`] },
  { name: "a key whose Region changes", key: { state: "Updating" }, expected: [`note key-updating ${KEY_ARN}`] },
  {
    name: "a key that is gone, for which KMS lists no grants",
    key: { isGone: true, aliases: [], state: { unread: DENIED }, grants: { unread: DENIED } },
    changes: { unread: [DENIED] },
    expected: [`broken key-not-found ${KEY_ARN}`],
    says: ["KMS knows no key 1234abcd-12ab-34cd-56ef-1234567890ab", "unrecoverable"],
  },
  {
    name: "the AWS managed key",
    key: { manager: "aws", aliases: ["alias/aws/ecr"], rotation: { enabled: false } },
    expected: [`note aws-managed-key ${KEY_ARN}`],
    says: ["orders, payments are encrypted with the AWS managed key alias/aws/ecr", "not documented either way"],
    commands: ["orders", "payments"].map((name) => `ecr-kms migrate plan ${repositoryArn(name)} --key <key-arn>`),
  },
  {
    name: "the AWS managed key, told by its reserved name alone",
    key: { aliases: ["alias/aws/ecr"], rotation: { enabled: false } },
    expected: [`note aws-managed-key ${KEY_ARN}`],
  },
  {
    name: "repositories without KMS",
    key: {},
    changes: { repositories: [without("keyArn", repository("orders", { encryptionType: "AES256" }))], keys: [] },
    expected: [`note not-kms-encrypted ${ORDERS}`],
    says: ["AES256", "encryption is fixed when a repository is created"],
    commands: [`ecr-kms migrate plan ${ORDERS} --key <key-arn>`],
  },
  {
    name: "an asymmetric key",
    key: { keySpec: "RSA_4096", keyUsage: "ENCRYPT_DECRYPT", rotation: { enabled: false } },
    expected: [`broken key-not-symmetric ${KEY_ARN}`],
    says: ["RSA_4096 for ENCRYPT_DECRYPT"],
  },
  {
    name: "a key for MACs",
    key: { keySpec: "HMAC_256", keyUsage: "GENERATE_VERIFY_MAC", rotation: { enabled: false } },
    expected: [`broken key-not-symmetric ${KEY_ARN}`],
  },
  {
    name: "a key in another Region than one of its repositories",
    changes: { repositories: [repository("orders", { region: "eu-west-1" })] },
    expected: [`at-risk key-in-another-region ${ORDERS}`],
    says: ["is in us-east-1, the repository in eu-west-1"],
  },
  {
    name: "a key in another account",
    key: { accountId: "999999999999" },
    expected: [
      `at-risk key-in-another-account ${ORDERS}`,
      `at-risk key-in-another-account ${repositoryArn("payments")}`,
    ],
    says: ["belongs to account 999999999999, the repository to 111111111111", "neither documents nor rules out"],
  },
  {
    name: "rotation that is off",
    key: { rotation: { enabled: false } },
    expected: [`note rotation-off ${KEY_ARN}`],
    commands: [`aws kms enable-key-rotation --key-id ${KEY_ARN} --region ${REGION}`],
  },
  {
    name: "rotation of a key in a key store, which KMS does not offer",
    key: { rotation: { enabled: false }, customKeyStoreId: "cks-1", origin: "AWS_CLOUDHSM" },
    expected: [],
  },
  { name: "rotation that could not be read", changes: { keys: [without("rotation", key())] }, expected: [] },
  {
    name: "a repository without grants",
    key: { grants: grantsOf("payments") },
    expected: [`broken grants-missing ${ORDERS}`],
    says: [
      "neither of ECR's two grants for repository orders",
      "AWS documents no way to make ECR's grants again",
      "RevokeGrant, RetireGrant",
    ],
    saysNot: ["another repository of this name"],
    commands: [
      `aws kms list-grants --key-id ${KEY_ARN} --region ${REGION}`,
      `ecr-kms migrate plan ${ORDERS} --key <key-arn>`,
    ],
  },
  {
    name: "a repository with one of its grants",
    key: { grants: HEALTHY_GRANTS.slice(1) },
    expected: [`broken grant-missing ${ORDERS}`],
    says: ["only one of ECR's two grants", "What each of the two grants is for is not documented"],
  },
  {
    name: "grants for the repository of this name in another account",
    key: {
      grants: [
        ...grantsOf("payments"),
        ...[1, 2].map((number) => ecrGrant(`arn:aws:ecr:${REGION}:222222222222:repository/orders`, `other-${number}`)),
      ],
    },
    expected: [`broken grants-missing ${ORDERS}`],
    says: [`another repository of this name: arn:aws:ecr:${REGION}:222222222222:repository/orders`],
  },
  {
    name: "grants of somebody else in the place of ECR's",
    key: {
      grants: [
        ...grantsOf("payments"),
        ecrGrant(ORDERS, "mine-1", { granteePrincipal: `arn:aws:iam::${HUB}:role/ecr.us-east-1.amazonaws.com` }),
        ecrGrant(ORDERS, "mine-2", { granteePrincipal: "ecr.us-east-1.amazonaws.com.example" }),
      ],
    },
    expected: [`broken grants-missing ${ORDERS}`],
  },
  {
    name: "grants that bind the whole context",
    key: {
      grants: [
        ...grantsOf("payments"),
        ...grantsOf("orders").map(({ encryptionContextSubset = {}, ...grant }) => ({
          ...grant,
          encryptionContextEquals: encryptionContextSubset,
        })),
      ],
    },
    expected: [],
  },
  {
    name: "grants of the service in China",
    key: {
      grants: HEALTHY_GRANTS.map((grant) => ({ ...grant, granteePrincipal: "ecr.cn-north-1.amazonaws.com.cn" })),
    },
    expected: [],
  },
  {
    name: "a repository made four minutes ago",
    key: { grants: grantsOf("payments") },
    changes: { repositories: [repository("orders", { createdAt: "2026-11-24T11:56:00.000Z" })] },
    expected: [`note grants-not-visible-yet ${ORDERS}`],
    says: ["less than five minutes old"],
  },
  {
    name: "a repository made five minutes ago",
    key: { grants: grantsOf("payments") },
    changes: { repositories: [repository("orders", { createdAt: "2026-11-24T11:55:00.000Z" })] },
    expected: [`broken grants-missing ${ORDERS}`],
  },
  {
    name: "a grant that only encrypts",
    key: {
      grants: [
        ...grantsOf("payments"),
        ecrGrant(ORDERS, "one"),
        ecrGrant(ORDERS, "two", { operations: ["GenerateDataKey"] }),
      ],
    },
    expected: [`broken grant-too-narrow ${ORDERS}`],
    says: ["The grant two", "lacks Decrypt: with it, ECR cannot decrypt images that are pulled"],
    saysNot: ["encrypt images that are pushed or"],
  },
  {
    name: "more grants than ECR makes",
    key: { grants: [...HEALTHY_GRANTS, ecrGrant(ORDERS, "third")] },
    expected: [`note grants-extra ${ORDERS}`],
    says: ["has 3 grants of ECR", "Leave them"],
  },
  {
    name: "grants of a deleted repository",
    key: { grants: [...HEALTHY_GRANTS, ...grantsOf("gone")] },
    expected: [`note grants-orphaned ${KEY_ARN}`],
    says: ["2 grants of ECR for 1 repository that does not exist any more: gone", "kms:RetireGrant", "revoke-grant"],
    commands: [1, 2].map(
      (number) => `aws kms retire-grant --key-id ${KEY_ARN} --grant-id gone-${number} --region ${REGION}`,
    ),
  },
  {
    name: "grants of a repository that was not asked about but exists",
    key: {
      grants: [...HEALTHY_GRANTS, ...grantsOf("billing")],
      repositoriesOfAccounts: { [HUB]: ["orders", "payments", "billing"].map(repositoryArn) },
    },
    expected: [],
  },
  {
    name: "grants of a repository in an account that could not be listed",
    key: { grants: [...HEALTHY_GRANTS, ...grantsOf("gone")], repositoriesOfAccounts: {} },
    expected: [],
  },
  {
    name: "grants of a repository in a Region that was not listed",
    key: {
      grants: [
        ...HEALTHY_GRANTS,
        ecrGrant(`arn:aws:ecr:eu-west-1:${HUB}:repository/gone`, "elsewhere", {
          granteePrincipal: "ecr.eu-west-1.amazonaws.com",
        }),
      ],
    },
    expected: [],
  },
  {
    name: "grants that are younger than five minutes, of a repository that is not listed yet",
    key: {
      grants: [
        ...HEALTHY_GRANTS,
        ...grantsOf("new").map((grant) => ({ ...grant, createdAt: "2026-11-24T11:58:00.000Z" })),
      ],
    },
    expected: [],
  },
  {
    name: "grants of others for whatever they like",
    key: {
      grants: [
        ...HEALTHY_GRANTS,
        ecrGrant(repositoryArn("gone"), "role", { granteePrincipal: `arn:aws:iam::${HUB}:role/a` }),
      ],
    },
    expected: [],
  },
  {
    name: "a key near its quota of grants",
    key: { grants: [...HEALTHY_GRANTS, ...others(40_000 - HEALTHY_GRANTS.length)] },
    expected: [`at-risk grants-near-limit ${KEY_ARN}`],
    says: ["40,000 grants", "KMS allows 50,000", "5,000 more repositories", "AWS's default"],
  },
  {
    name: "a key that is one grant below that",
    key: { grants: [...HEALTHY_GRANTS, ...others(40_000 - HEALTHY_GRANTS.length - 1)] },
    expected: [],
  },
  {
    name: "grants that could not be listed",
    key: { grants: { unread: DENIED } },
    changes: { unread: [DENIED] },
    expected: [`note grants-not-read ${KEY_ARN}`],
    says: ["Whether ECR still has its grants on the key alias/ecr/registry is not known", "kms:ListGrants is denied"],
  },
  {
    name: "a state that could not be read",
    key: { state: { unread: DENIED } },
    expected: [`note state-not-read ${KEY_ARN}`],
    says: ["Whether the key alias/ecr/registry can be used is not known"],
  },
  {
    name: "a key that was not read at all",
    changes: { keys: [], repositories: [repository("orders")] },
    expected: [`note state-not-read ${ORDERS}`],
    says: [`${KEY_ARN} was not read`],
  },
  {
    name: "a repository with KMS whose key ECR does not tell",
    changes: { keys: [], repositories: [without("keyArn", repository("orders"))] },
    expected: [`note state-not-read ${ORDERS}`],
    says: ["ECR does not say which key it is"],
  },
  {
    name: "something else that could not be read",
    changes: {
      unread: [
        {
          path: "role ci",
          message: "iam:GetRole is denied",
          hint: "allow iam:GetRole for whoever runs this",
        },
      ],
    },
    expected: ["note not-read role ci"],
    says: ["Not read: role ci: iam:GetRole is denied.", "Allow iam:GetRole for whoever runs this."],
  },
  {
    name: "everything at once, the worst first",
    key: {
      state: "Disabled",
      accountId: "999999999999",
      grants: [...grantsOf("payments"), ...grantsOf("gone")],
    },
    expected: [
      `broken key-disabled ${KEY_ARN}`,
      `broken grants-missing ${ORDERS}`,
      `at-risk key-in-another-account ${ORDERS}`,
      `at-risk key-in-another-account ${repositoryArn("payments")}`,
      `note grants-orphaned ${KEY_ARN}`,
    ],
  },
];

describe("diagnose", () => {
  for (const { name, key: changes, changes: others, expected, says = [], saysNot = [], commands } of CASES)
    it(name, () => {
      const found = diagnose(deployed({ keys: [key(changes)], ...others }), NOW);
      expect(found.map(({ severity, code, subject }) => `${severity} ${code} ${subject}`)).to.deep.equal(expected);
      const [first] = found;
      for (const words of says) expect(textOf(first)).to.include(words);
      for (const words of saysNot) expect(textOf(first)).not.to.include(words);
      if (commands !== undefined) expect(first?.commands).to.deep.equal(commands);
    });

  it("shows the first twenty of many orphans, and how many are left", () => {
    const grants = [...HEALTHY_GRANTS, ...Array.from({ length: 30 }, (_, each) => grantsOf(`gone-${each}`)).flat()];
    const [only] = diagnose(deployed({ keys: [key({ grants })] }), NOW);
    expect(only?.commands).to.have.lengthOf(20);
    expect(only?.remedy).to.include("for the other 40");
    expect(only?.message).to.include("60 grants of ECR for 30 repositories").and.to.include("and 25 more");
  });

  it("looks at each grant of a key a few times, however many there are", () => {
    const names = Array.from({ length: 25_000 }, (_, each) => `team/app-${each}`);
    const grants = grantsOf(...names);
    const repositoriesOfAccounts = { [HUB]: names.map(repositoryArn) };
    const repositories = names.map((name) => repository(name));
    const counter = new OperationCounter<{ diagnose: typeof diagnose }>(
      require.resolve("../../../../cli/doctor/diagnose/diagnose"),
    );
    const { result: found, operations } = counter.count((loaded) =>
      loaded.diagnose(deployed({ repositories, keys: [key({ grants, repositoriesOfAccounts })] }), NOW),
    );
    counter.stop();
    expect(found.map(({ code }) => code)).to.deep.equal(["grants-near-limit"]);
    // A look at every other one would be 50,000 for each.
    expect(operations / grants.length).to.be.within(1, 500);
  });

  it("says in each that pushers and readers can act on: full sentences, an address of AWS", () => {
    const all = CASES.flatMap(({ key: changes, changes: others }) =>
      diagnose(deployed({ keys: [key(changes)], ...others }), NOW),
    );
    for (const { message, remedy, certainty = ".", see = "https://docs.aws.amazon.com/", code } of all) {
      for (const text of [message, remedy, certainty]) expect(text, code).to.match(/[.]$/);
      expect(see, code).to.match(/^https:\/\/docs\.aws\.amazon\.com\//);
    }
  });
});

function textOf({ message, remedy, certainty, commands = [] }: Diagnosis = NOTHING): string {
  return [message, remedy, certainty, ...commands].join("\n");
}

const NOTHING: Diagnosis = { code: "", severity: "note", subject: "", message: "", remedy: "" };

function others(count: number) {
  return Array.from({ length: count }, (_, each) =>
    ecrGrant(ORDERS, `role-${each}`, { granteePrincipal: `arn:aws:iam::${HUB}:role/batch` }),
  );
}

function without<T extends object, K extends keyof T>(name: K, value: T): Omit<T, K> {
  const { [name]: _, ...rest } = value;
  return rest;
}
