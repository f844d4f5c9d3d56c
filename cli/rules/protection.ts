import type { Source } from "../model/access-model";
import type { DocumentedRule, RuleWords } from "./documented-rule";
import { hit } from "./define-rule";
import { PAGES } from "./pages";
import { isStaying, keysOfRepositories, keySubject, repositorySubject } from "./subjects";
import type { AccessModel, ModelResource } from "../model/access-model";

interface Thing {
  readonly subject: string;
  readonly resource: ModelResource;
  readonly lost: string;
}

const WORDS: RuleWords = {
  id: "not-protected",
  title: "Repositories and their keys are protected against deletion.",
  severity: "low",
  see: PAGES.deletingKeys,
  elsewhere: {},
  why: "A changed encryption, a renamed resource or a key in the wrong form make a plan replace the repository or the key. Protection stops such a plan. Low: nothing has happened yet, and a plan that does it has a critical finding of its own.",
  fix: "Set lifecycle { prevent_destroy = true } (in Pulumi: the option protect).",
};

/** Low: nothing has happened yet. Only where the input says that there is no protection. */
export const NOT_PROTECTED: DocumentedRule = {
  ...WORDS,
  find: ({ model }) =>
    thingsOf(model)
      .filter(({ resource }) => resource.isProtected === false)
      .flatMap(({ subject, resource, lost }) => {
        const source: Source | undefined = resource.source;
        return hit(WORDS, subject, source, { message: `A plan may delete it, and with it ${lost}.` });
      }),
};

function thingsOf(model: AccessModel): readonly Thing[] {
  const repositories = model.repositories.filter(isStaying);
  return [
    ...repositories.map((resource) => ({ subject: repositorySubject(resource), resource, lost: "its images" })),
    ...keysOfRepositories(model).map((resource) => ({
      subject: keySubject(resource),
      resource,
      lost: "every image that it encrypts",
    })),
  ];
}
