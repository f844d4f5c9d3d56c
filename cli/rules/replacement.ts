import type { ModelResource } from "../model/access-model";
import { hit } from "./define-rule";
import type { DocumentedRule, RuleWords } from "./documented-rule";
import { PAGES } from "./pages";
import { listWords } from "../toolkit/list-words";
import { keySubject, repositorySubject } from "./subjects";

const REPOSITORY_WORDS: RuleWords = {
  id: "repository-replaced",
  title: "The next deployment neither replaces nor deletes a repository.",
  severity: "critical",
  see: PAGES.deleteRepository,
  elsewhere: {},
  why: "A repository is replaced by deleting it first, since its name is taken: all its images are lost. Where it holds images and force_delete is not set, the deployment fails half way.",
  fix: "Take back the change that causes it, or copy the images to another repository first.",
};

/** Critical: images are lost, and no document says so beforehand but the plan. */
export const REPOSITORY_REPLACED: DocumentedRule = {
  ...REPOSITORY_WORDS,
  find: ({ model }) =>
    model.repositories.flatMap((repository) =>
      hit(REPOSITORY_WORDS, repositorySubject(repository), repository.source, loss(repository, "all its images")),
    ),
};

const KEY_WORDS: RuleWords = {
  id: "key-replaced-or-deleted",
  title: "The next deployment neither replaces nor deletes a key.",
  severity: "critical",
  see: PAGES.deletingKeys,
  elsewhere: { securityHub: ["KMS.3"] },
  why: "The old key is scheduled for deletion and refuses all use from that moment on. When its waiting period ends, whatever it encrypts is unrecoverable.",
  fix: "Take back the change that causes it. To let go of a key on purpose, remove it from the state and keep it (terraform state rm, or retainOnDelete in Pulumi).",
};

/**
 * Critical. All keys of the customer are asked, those too that no repository of the inputs names any longer: a key that
 * goes is one of these.
 *
 * Elsewhere: https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html
 */
export const KEY_REPLACED_OR_DELETED: DocumentedRule = {
  ...KEY_WORDS,
  find: ({ model }) =>
    model.keys
      .filter(({ manager }) => manager === "customer")
      .flatMap((key) => hit(KEY_WORDS, keySubject(key), key.source, loss(key, "every image that it encrypts"))),
};

function loss({ change }: ModelResource, lost: string): { readonly message: string } | undefined {
  if (change?.actions === "delete") return { message: `The plan deletes it, and with it ${lost}.` };
  if (change?.actions !== "replace") return undefined;
  const { because = [] } = change;
  const reason = because.length === 0 ? "" : ` because of ${listWords(because)}`;
  return { message: `The plan replaces it${reason}, and deletes with the old one ${lost}.` };
}
