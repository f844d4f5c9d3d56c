import type { AwsSessions } from "../../toolkit/aws/aws-session";
import { InputError } from "../../toolkit/input-error";
import { listNames } from "../../toolkit/list-words";
import { version } from "../../toolkit/version";
import { PLAN_CALLS } from "../aws-calls";
import type { MigrateClients } from "../clients";
import { clientsOf, sessionFor } from "../clients";
import type { DescribedRepository } from "../describe-repository";
import { describeRepository, findRepository } from "../describe-repository";
import type { ListedImage } from "../list-images";
import { listImages } from "../list-images";
import type { MigrationPlan, PlannedManifest } from "../migration-plan";
import { checkDestination } from "./check-destination";
import { planManifests } from "./plan-manifests";
import { planWarnings } from "./plan-warnings";
import { carriedPolicies, namesBeside, plannedDestination } from "./planned-destination";
import type { UsableKey } from "./read-key";
import { readKey } from "./read-key";
import { readDocuments } from "./read-documents";
import { readManifests } from "./read-manifests";
import { readRegistryRules } from "./read-registry-rules";
import { referencesOf } from "./references";
import { checkName, repositoryPlace } from "./repository-name";
import { touchingRules } from "./touching-rules";

/** What is to be planned. */
export interface PlanQuestion {
  /** Name or ARN. */
  readonly repository: string;
  /** The ARN of the key that the images shall be encrypted with. */
  readonly key: string;
  /** The name of the new repository, which cannot be the old one. @default - `<name>-kms` */
  readonly to?: string;
}

/** How far the plan is. */
export interface PlanOptions {
  /** Called while images and manifests are read. @default - nothing is called */
  readonly onProgress?: (what: "images" | "manifests", done: number, total?: number) => void;
  /** What time it is. @default - the clock of this machine */
  readonly now?: () => Date;
}

/** More names than this nobody reads in one sentence. */
const MOST_NAMED = 5;

/** What is put behind the name of the source where no other name is given. */
const ENDING = "-kms";

/**
 * Reads a repository and plans its move onto a key. Asks AWS only to describe, get and list.
 *
 * @throws InputError for a repository that does not exist, a key that cannot encrypt it, and a destination that is
 * something else
 * @example
 * ```ts
 * const keyArn = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
 * const plan = await planMigration(await connect({}), { repository: "orders", key: keyArn });
 * plan.destination.name; // "orders-kms"
 * ```
 */
export async function planMigration(
  sessions: AwsSessions,
  asked: PlanQuestion,
  { onProgress = () => undefined, now = () => new Date() }: PlanOptions = {},
): Promise<MigrationPlan> {
  const place = repositoryPlace(asked.repository);
  const registryId = place.registryId ?? sessions.main.accountId;
  const session = sessionFor(sessions, registryId, asked.repository);
  const clients = clientsOf(session, place.region ?? session.region, PLAN_CALLS);
  const name = asked.to ?? `${place.name}${ENDING}`;
  checkName(name, asked.to === undefined ? `${name} (name it with \`to\`)` : `to ${name}`);
  if (name === place.name) throw sameName(name);

  const source = await describeRepository(clients, { registryId, name: place.name });
  const key = await readKey(clients, asked.key);
  if (source.encryption.keyArn === key.arn) throw alreadyThere(source, key);
  const existing = await findRepository(clients, { registryId, name });
  if (existing !== undefined) checkDestination(existing, key);

  const images = await listImages(clients, source, (done) => {
    onProgress("images", done);
  });
  const copied = images.filter(({ status }) => status === "ACTIVE");
  const read = await readManifests(clients, source, copied, (done) => {
    onProgress("manifests", done, copied.length);
  });
  const { manifests, totals, warnings } = planManifests(read);
  const documents = await readDocuments(clients, source);
  const registry = await readRegistryRules(clients, registryId);
  const destination = namesBeside(source, name);
  const carried = carriedPolicies(documents, source, destination);
  const left = images.filter(({ status }) => status !== "ACTIVE");
  return {
    formatVersion: 1,
    madeBy: `ecr-kms-cli ${version}`,
    madeAt: now().toISOString(),
    source: {
      arn: source.arn,
      registryId,
      region: clients.region,
      name: source.name,
      uri: source.uri,
      encryption: source.encryption,
    },
    destination: plannedDestination({ region: clients.region, source, existing, key, documents, destination, carried }),
    manifests,
    totals,
    references: referencesOf(source, destination),
    touchedBy: touchingRules(registry.rules, source.name, name),
    warnings: [
      ...planWarnings({ source, key, documents, existing, left, images: copied.length }),
      ...(await existingWarnings(clients, existing, manifests)),
      ...warnings,
      ...(carried.repository?.warnings ?? []),
      ...(carried.lifecycle?.warnings ?? []),
      ...registry.warnings,
    ],
  };
}

async function existingWarnings(
  clients: MigrateClients,
  existing: DescribedRepository | undefined,
  manifests: readonly PlannedManifest[],
): Promise<readonly string[]> {
  if (existing === undefined) return [];
  const there: readonly ListedImage[] = await listImages(clients, existing);
  const planned = new Set(manifests.map(({ digest }) => digest));
  const same = there.filter(({ digest }) => planned.has(digest)).length;
  const tagged = new Map(manifests.flatMap(({ digest, tags }) => tags.map((tag) => [tag, digest] as const)));
  const moved = there.flatMap(({ digest, tags }) => tags.filter((tag) => (tagged.get(tag) ?? digest) !== digest));
  return [
    `${existing.name} exists already, with this key. It holds ${there.length.toLocaleString("en")} images, ${same.toLocaleString("en")} of them planned here.`,
    ...(moved.length === 0
      ? []
      : [
          `${existing.name} has tags that point elsewhere than in the source: ${listNames(moved, MOST_NAMED)}. Decide which is right before you copy.`,
        ]),
  ];
}

function sameName(name: string): InputError {
  const hint = "name another: ECR cannot have two repositories of one name, and cannot change the encryption of one";
  return new InputError([{ path: `to ${name}`, message: "is the name of the source", hint }]);
}

function alreadyThere(source: DescribedRepository, key: UsableKey): InputError {
  const message = `is encrypted with ${key.arn} already`;
  return new InputError([{ path: `repository ${source.name}`, message, hint: "there is nothing to do" }]);
}
