import type { Repository } from "@aws-sdk/client-ecr";
import { DescribeRepositoriesCommand, paginateDescribeRepositories } from "@aws-sdk/client-ecr";
import { distance } from "fastest-levenshtein";
import { allItems } from "../../toolkit/aws/all-pages";
import type { AwsSession } from "../../toolkit/aws/aws-session";
import type { Problem } from "../../toolkit/input-error";
import { sortedBy } from "../../toolkit/order";
import type { Answer, Asking } from "./asking";
import type { AskedRepository } from "./asked-repositories";

/** A repository that is there. */
export interface FoundRepository extends AskedRepository {
  readonly described: Repository;
}

/** As many as ECR gives in one answer. */
const PAGE = 1000;

/**
 * Asks ECR for the repositories: one at a time, since one that does not exist would spoil the answer about the others.
 */
export async function findRepositories(
  asking: Asking,
  asked: readonly AskedRepository[],
): Promise<{ readonly found: readonly FoundRepository[]; readonly problems: readonly Problem[] }> {
  const answers = await Promise.all(asked.map((repository) => find(asking, repository)));
  return {
    found: answers.flatMap((answer) => ("described" in answer ? [answer] : [])),
    problems: answers.flatMap((answer) => ("described" in answer ? [] : [answer])),
  };
}

async function find(asking: Asking, asked: AskedRepository): Promise<FoundRepository | Problem> {
  const { name, region, session } = asked;
  const path = `repository ${asked.written}`;
  const ecr = asking.ecr(session, region);
  const answer = await asking.askEssential({ path, call: "ecr:DescribeRepositories", session }, () =>
    ecr.send(new DescribeRepositoriesCommand({ repositoryNames: [name] })),
  );
  if (answer.kind === "denied") return answer.problem;
  const described = answer.kind === "answered" ? answer.value.repositories?.[0] : undefined;
  if (described !== undefined) return { ...asked, described };
  const message = `there is no repository ${name} in account ${session.accountId} and Region ${region}`;
  return { path, message, hint: hintFor(name, await all(asking, session, region)) };
}

/** The names of all repositories of an account in a Region; `undefined` where that may not be asked. */
async function all(asking: Asking, session: AwsSession, region: string): Promise<readonly string[] | undefined> {
  const answer = await listed(asking, session, region);
  return answer.kind === "answered" ? answer.value.map(({ repositoryName = "" }) => repositoryName) : undefined;
}

/** The ARNs of all repositories of an account in a Region; `undefined`, and noted, where that may not be asked. */
export async function allRepositoryArns(
  asking: Asking,
  session: AwsSession,
  region: string,
): Promise<readonly string[] | undefined> {
  const answer = await listed(asking, session, region);
  if (answer.kind === "answered") return answer.value.map(({ repositoryArn = "" }) => repositoryArn).sort();
  asking.note(answer.problem);
  return undefined;
}

function listed(asking: Asking, session: AwsSession, region: string): Promise<Answer<readonly Repository[]>> {
  const path = `the repositories of account ${session.accountId} in ${region}`;
  const client = asking.ecr(session, region);
  return asking.once(path, () =>
    asking.askEssential({ path, call: "ecr:DescribeRepositories", session }, () =>
      allItems(
        paginateDescribeRepositories({ client, pageSize: PAGE }, {}),
        ({ repositories }) => repositories,
        (count) => {
          asking.progress(`repositories of account ${session.accountId}: ${count.toLocaleString("en")}`);
        },
      ),
    ),
  );
}

const MOST_TOLD = 3;

function hintFor(name: string, names: readonly string[] | undefined): string {
  if (names === undefined) return "check its name, account and Region";
  if (names.length === 0) return "there is none at all: check account and Region";
  const last = (text: string): string => text.slice(text.lastIndexOf("/") + 1);
  // A forgotten namespace is as common as a misspelled letter.
  const far = (other: string): number => Math.min(distance(name, other), distance(last(name), last(other)));
  const near = names.map((other) => ({ other, by: far(other) })).filter(({ by }) => by <= Math.max(2, name.length / 3));
  const best = sortedBy(near, ({ by, other }) => [String(by).padStart(4, "0"), other]).slice(0, MOST_TOLD);
  return best.length === 0
    ? "check its name, account and Region"
    : `did you mean ${best.map(({ other }) => other).join(", ")}?`;
}
