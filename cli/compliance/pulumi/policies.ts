import type { DocumentedRule } from "../../rules/documented-rule";
import { KEY_REPLACED_OR_DELETED, REPOSITORY_REPLACED } from "../../rules/replacement";
import { RULES } from "../../rules/rules";
import { findingText, problemText } from "../finding-text";
import { settingsOf, type ComplianceOptions } from "../options";
import { stackJudge, type StackJudgement } from "./judge-stack";
import { LEVELS_SCHEMA, levelsOf, policiesOfRule, switchedOff, type Levels } from "./levels";
import type { EnforcementLevel, PolicyStack, StackPolicy } from "./policy-types";

/** How a Pulumi policy pack judges. */
export interface EcrKmsPoliciesOptions extends ComplianceOptions {
  /**
   * What a violation does: one level for all rules, or one for each severity.
   *
   * @default - `mandatory` for critical and high, `advisory` for medium and low
   */
  readonly enforcementLevel?: EnforcementLevel | Partial<Levels>;
}

/**
 * The rules of `ecr-kms check` as policies of a Pulumi policy pack, each under its id. They judge every stack, whatever
 * made its resources: `@pulumi/aws`, `@pulumi/aws-native` or the components of `ecr-kms`.
 *
 * @throws InputError with everything that is wrong with the options, a rule that is unknown or switched off without a
 * reason among it
 * @example
 * new PolicyPack("ecr-kms", { policies: ecrKmsPolicies({ enforcementLevel: "mandatory" }) });
 */
export function ecrKmsPolicies(options: EcrKmsPoliciesOptions = {}): StackPolicy[] {
  const settings = settingsOf(options, "ecrKmsPolicies", { enforcementLevel: LEVELS_SCHEMA });
  const levels = levelsOf(options.enforcementLevel);
  const judge = stackJudge(settings);
  const policies = RULES.filter((rule) => !NEEDS_CHANGES.has(rule)).flatMap((rule) => {
    const own = settings.rules.rules[rule.id] ?? [];
    const reason = switchedOff(own);
    return policiesOfRule(rule, own, levels).map(({ name, level, severity }): StackPolicy => ({
      name,
      ...wordsOf(rule),
      description: reason === undefined ? rule.title : `${rule.title} Switched off: ${reason}`,
      enforcementLevel: reason === undefined ? level : "disabled",
      severity,
      validateStack: async (stack, reportViolation) => {
        const { findings } = await judge(stack);
        for (const finding of findings) {
          const isMeant = finding.rule === rule.id && levels[finding.severity] === level;
          if (!isMeant || finding.suppressed !== undefined) continue;
          reportViolation(findingText(finding), urnIn(stack, finding.source?.address));
        }
      },
    }));
  });
  return [documentsReadable(levels, judge), ...policies];
}

/** Policies see what a stack will be, and not what it was. */
const NEEDS_CHANGES: ReadonlySet<DocumentedRule> = new Set([REPOSITORY_REPLACED, KEY_REPLACED_OR_DELETED]);

type Words = Pick<StackPolicy, "displayName" | "remediationSteps" | "url">;

function wordsOf({ title, fix, see }: DocumentedRule): Words {
  return { displayName: title, remediationSteps: fix, url: see };
}

/** Where a document is not a policy, the others are silent: this one must not be. */
function documentsReadable(levels: Levels, judge: (stack: PolicyStack) => Promise<StackJudgement>): StackPolicy {
  const title = "Every policy of a key, repository, role or user can be read.";
  return {
    name: "policy-unreadable",
    description: title,
    displayName: title,
    enforcementLevel: levels.high,
    severity: "high",
    remediationSteps: "Write the policy as AWS takes it; nothing else is judged before.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html",
    validateStack: async (stack, reportViolation) => {
      for (const problem of (await judge(stack)).problems) reportViolation(problemText(problem));
    },
  };
}

function urnIn({ resources }: PolicyStack, address: string | undefined): string | undefined {
  return resources.find(({ urn }) => urn === address)?.urn;
}
