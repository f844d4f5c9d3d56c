import type { MigrationPlan, PlannedManifest } from "../migration-plan";
import { isRepositoryName } from "./repository-name";

/** Something wrong at a place of a plan. */
interface PlanProblem {
  readonly at: string;
  readonly message: string;
}

/** What addresses of registries end with, in each partition: a password is sent there. */
const DOMAINS = [
  "amazonaws.com",
  "amazonaws.com.cn",
  "amazonaws.eu",
  "c2s.ic.gov",
  "sc2s.sgov.gov",
  "cloud.adc-e.uk",
  "csp.hci.ic.gov",
];
const TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;

/** What does not fit together in a plan of the right shape: as after an edit, or when lines are lost. */
export function planProblems(plan: MigrationPlan): readonly PlanProblem[] {
  const { source, destination, manifests, totals } = plan;
  const problems: PlanProblem[] = [...placeProblems("source", source), ...placeProblems("destination", destination)];
  const wrong = (at: string, message: string): void => {
    problems.push({ at, message });
  };
  // By name: a source and a destination in one place are the same repository, whatever else their ARNs say.
  if (source.arn === destination.arn || source.name === destination.name)
    wrong("destination.arn", "is the source: a repository cannot be copied onto itself");
  for (const field of ["registryId", "region"] as const) {
    if (source[field] !== destination[field]) wrong(`destination.${field}`, "is another than the source's");
  }
  const key = /^arn:aws[\w-]*:kms:([\w-]+):\d{12}:key\/[\w-]+$/.exec(destination.encryption.keyArn);
  if (key === null) wrong("destination.encryption.keyArn", "is not the ARN of a key");
  else if (key[1] !== destination.region) wrong("destination.encryption.keyArn", "is in another Region");
  for (const field of ["repositoryPolicy", "lifecyclePolicy"] as const) {
    const text = destination[field];
    if (text !== undefined && !isJson(text)) wrong(`destination.${field}`, "is not valid JSON");
  }
  problems.push(...manifestProblems(manifests));
  const tags = manifests.reduce((sum, manifest) => sum + manifest.tags.length, 0);
  if (totals.manifests !== manifests.length) {
    wrong("totals.manifests", `says ${totals.manifests}, but ${manifests.length} manifests are here`);
  }
  if (totals.tags !== tags) wrong("totals.tags", `says ${totals.tags}, but ${tags} tags are here`);
  return problems;
}

function placeProblems(
  at: string,
  place: MigrationPlan["source"] | MigrationPlan["destination"],
): readonly PlanProblem[] {
  const { arn, registryId, region, name, uri } = place;
  const fits = /^arn:aws[a-z-]*:ecr:([a-z0-9-]+):(\d{12}):repository\/(.+)$/.exec(arn);
  if (fits === null) return [{ at: `${at}.arn`, message: "is not the ARN of a repository" }];
  const isSame = fits[1] === region && fits[2] === registryId && fits[3] === name;
  const isAddress = DOMAINS.some((domain) => uri === `${registryId}.dkr.ecr.${region}.${domain}/${name}`);
  return [
    ...(isRepositoryName(name) ? [] : [{ at: `${at}.name`, message: "is not a repository name" }]),
    ...(isSame ? [] : [{ at: `${at}.arn`, message: "does not fit the Region, account and name beside it" }]),
    ...(isAddress ? [] : [{ at: `${at}.uri`, message: "does not fit the Region, account and name beside it" }]),
  ];
}

function manifestProblems(manifests: readonly PlannedManifest[]): readonly PlanProblem[] {
  const problems: PlanProblem[] = [];
  const all = new Set(manifests.map(({ digest }) => digest));
  const before = new Set<string>();
  const tagged = new Map<string, number>();
  for (const [index, { digest, tags, children }] of manifests.entries()) {
    const at = `manifests[${index}]`;
    if (before.has(digest)) problems.push({ at: `${at}.digest`, message: "stands in the list twice" });
    for (const child of children) {
      if (child !== digest && all.has(child) && !before.has(child)) {
        problems.push({ at: `${at}.children`, message: `${child} has to stand before it` });
      }
    }
    for (const tag of tags) {
      const other = tagged.get(tag);
      if (!TAG.test(tag)) problems.push({ at: `${at}.tags`, message: "holds what cannot be a tag" });
      if (other !== undefined)
        problems.push({ at: `${at}.tags`, message: `${tag} is a tag of manifests[${other}] as well` });
      tagged.set(tag, index);
    }
    before.add(digest);
  }
  return problems;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
