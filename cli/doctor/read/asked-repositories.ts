import type { AwsSession, AwsSessions } from "../../toolkit/aws/aws-session";
import type { Problem } from "../../toolkit/input-error";
import { distinctBy } from "../../toolkit/order";
import { withoutCredentials } from "./asking";

/** A repository that the user asks about. */
export interface AskedRepository {
  /** As the user wrote it. */
  readonly written: string;
  readonly name: string;
  readonly region: string;
  readonly session: AwsSession;
}

const NAME = /^(?:[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*\/)*[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*$/;
const ARN = /^arn:(aws[\w-]*):ecr:([a-z0-9-]+):(\d{12}):repository\/(.+)$/;
const URI = /^(\d{12})\.dkr\.ecr(?:-fips)?\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/([^:@]+)/;

/** Finds out which repositories are meant, and whose credentials reach them. */
export function askedRepositories(
  written: readonly string[],
  sessions: AwsSessions,
): { readonly repositories: readonly AskedRepository[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const repositories = [...new Set(written)].flatMap((text) => {
    const found = askedRepository(text, sessions);
    if (!("path" in found)) return [found];
    problems.push(found);
    return [];
  });
  if (written.length === 0) {
    const hint = "name one or several, or give their ARNs";
    problems.push({ path: "repositories", message: "no repository is named", hint });
  }
  const one = ({ name, region, session }: AskedRepository): string => [session.accountId, region, name].join("\n");
  return { repositories: distinctBy(repositories, one), problems };
}

function askedRepository(written: string, { main, of }: AwsSessions): AskedRepository | Problem {
  const path = `repository ${written}`;
  if (NAME.test(written)) return { written, name: written, region: main.region, session: main };
  const [, partition, region = "", accountId = "", name = ""] = ARN.exec(written) ?? [];
  if (!NAME.test(name))
    return { path, message: "is neither a repository's name nor its ARN", hint: hintFor(written, main) };
  const session = of(accountId);
  if (session === undefined) return withoutCredentials(path, accountId, "is");
  if (partition !== session.partition) {
    const message = `is in the partition ${String(partition)}, and the credentials are for ${session.partition}`;
    return { path, message, hint: `write arn:${session.partition}:ecr:${region}:${accountId}:repository/${name}` };
  }
  return { written, name, region, session };
}

/** People copy the address of an image. */
function hintFor(written: string, { partition, region, accountId }: AwsSession): string {
  const [, account, where, name] = URI.exec(written) ?? [];
  const arn = `arn:${partition}:ecr:${where ?? region}:${account ?? accountId}:repository/${name ?? "<name>"}`;
  return `write ${arn}, or the name alone where it is in account ${accountId} and ${region}`;
}
