import type { Problem } from "../../toolkit/input-error";
import type { Deployed } from "../deployed";
import type { Diagnosis } from "../diagnosis";
import { keyName } from "./words";

/** What is not known: of a key or a repository, or at all. Each thing is reported once. */
export function notRead(deployed: Deployed): readonly Diagnosis[] {
  const all = [...ofKeys(deployed), ...ofRepositories(deployed), ...ofOthers(deployed)];
  return [...new Map(all.toReversed().map((each) => [`${each.message}\n${each.subject}`, each])).values()].toReversed();
}

function ofKeys({ keys }: Deployed): readonly Diagnosis[] {
  return keys
    .filter((key) => key.isGone !== true)
    .flatMap((key) => {
      const { state, grants, arn } = key;
      return [
        ...(typeof state === "object"
          ? [unread(arn, `Whether the key ${keyName(key)} can be used is not known`, state.unread, "state-not-read")]
          : []),
        ...("unread" in grants
          ? [
              unread(
                arn,
                `Whether ECR still has its grants on the key ${keyName(key)} is not known`,
                grants.unread,
                "grants-not-read",
              ),
            ]
          : []),
      ];
    });
}

function ofRepositories({ repositories, keys }: Deployed): readonly Diagnosis[] {
  return repositories
    .filter(({ encryptionType, keyArn }) => encryptionType !== "AES256" && !keys.some(({ arn }) => arn === keyArn))
    .map(({ arn, name, keyArn }) => ({
      code: "state-not-read",
      severity: "note",
      subject: arn,
      message: `Whether the key of repository ${name} can be used is not known: ${keyArn === undefined ? "ECR does not say which key it is" : `${keyArn} was not read`}.`,
      remedy: "Look at the key with an administrator of its account.",
    }));
}

function ofOthers({ unread: problems, keys }: Deployed): readonly Diagnosis[] {
  const reported = keys.flatMap(({ state, grants }) => [
    ...(typeof state === "object" ? [state.unread] : []),
    ...("unread" in grants ? [grants.unread] : []),
  ]);
  const isReported = (problem: Problem): boolean =>
    reported.some(({ path, message }) => path === problem.path && message === problem.message);
  return problems
    .filter((problem) => !isReported(problem))
    .map((problem) => unread(problem.path, "Not read", problem, "not-read"));
}

function unread(subject: string, what: string, { path, message, hint }: Problem, code: string): Diagnosis {
  return {
    code,
    severity: "note",
    subject,
    message: `${what}: ${path}: ${message}.`.replace(/\.\.$/, "."),
    remedy: sentence(hint),
  };
}

function sentence(text: string): string {
  const first = text.slice(0, 1).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}
