import type { Key, Repository, Source } from "../model/access-model";
import type { StatementJson } from "../policy/policy-json";
import type { DocumentedRule, Judgement, RuleWords } from "./documented-rule";
import type { Hit, RuleInput } from "./finding";
import type { PolicyKind, PolicyPlace } from "./policy-places";
import { policyPlaces, statementsOf } from "./policy-places";
import { isStaying, keysOfRepositories, keySubject, repositorySubject } from "./subjects";

/** A judgement about a statement. */
export interface StatementJudgement extends Judgement {
  /** The statement to write instead; absent where it should go altogether. */
  readonly replacement?: StatementJson;
}

/** A rule about each repository that stays or comes. */
export function repositoryRule(
  words: RuleWords,
  judge: (repository: Repository, input: RuleInput) => Judgement | undefined,
): DocumentedRule {
  return {
    ...words,
    find: (input) =>
      input.model.repositories
        .filter(isStaying)
        .flatMap((each) => hit(words, repositorySubject(each), each.source, judge(each, input))),
  };
}

/** A rule about each key that encrypts repositories. */
export function keyRule(
  words: RuleWords,
  judge: (key: Key, input: RuleInput) => Judgement | undefined,
): DocumentedRule {
  return {
    ...words,
    find: (input) =>
      keysOfRepositories(input.model).flatMap((each) => hit(words, keySubject(each), each.source, judge(each, input))),
  };
}

/** A rule about each policy of some kinds. */
export function policyRule(
  words: RuleWords,
  kinds: readonly PolicyKind[],
  judge: (place: PolicyPlace, input: RuleInput) => Judgement | undefined,
): DocumentedRule {
  return {
    ...words,
    find: (input) =>
      policyPlaces(input.model, kinds).flatMap((place) =>
        hit(words, place.document.name, place.document.source, judge(place, input)),
      ),
  };
}

/** A rule about each statement of the policies of some kinds. */
export function statementRule(
  words: RuleWords,
  kinds: readonly PolicyKind[],
  judge: (statement: StatementJson, place: PolicyPlace, input: RuleInput) => StatementJudgement | undefined,
): DocumentedRule {
  return {
    ...words,
    find: (input) =>
      policyPlaces(input.model, kinds).flatMap((place) =>
        statementsOf(place).flatMap((statement, index) =>
          hit(words, place.document.name, place.document.source, judge(statement, place, input)).map((found) => ({
            ...found,
            statement: { index, ...(statement.Sid === undefined ? {} : { sid: statement.Sid }) },
          })),
        ),
      ),
  };
}

/** A judgement as a hit, in the rule's words where it has none of its own. */
export function hit(
  { fix }: RuleWords,
  subject: string,
  source: Source | undefined,
  judgement: StatementJudgement | undefined,
): readonly Hit[] {
  if (judgement === undefined) return [];
  return [{ subject, ...(source === undefined ? {} : { source }), hint: fix, ...judgement }];
}
