import type { Condition, PolicyDocument, PolicyStatement } from "ecr-kms";

/** A statement about one grantee and one right: what a program adds before anybody merges. It has no Sid. */
export interface Atom {
  readonly Principal?: { readonly AWS?: string; readonly Service?: string };
  readonly Action: readonly string[];
  readonly Resource?: string;
  readonly Condition?: Condition;
}

/** Conditions by which our documents name several grantees in one statement. */
const NAMES_GRANTEES = [
  ["ArnEquals", "aws:PrincipalArn"],
  ["StringEquals", "aws:PrincipalOrgID"],
  ["ForAnyValue:StringLike", "aws:PrincipalOrgPaths"],
  ["StringLike", "aws:sourceARN"],
] as const;

/** Takes a document apart into one statement for each grantee and right, or for each repository and right. */
export function atomsOf(document: PolicyDocument): readonly Atom[] {
  return document.Statement.flatMap(split);
}

function split(statement: PolicyStatement): readonly Atom[] {
  const { Condition } = statement;
  const Action = listed(statement.Action);
  const base = { Action, ...(Condition ? { Condition: single(Condition) } : {}) };
  if (!("Principal" in statement)) return listed(statement.Resource).map((Resource) => ({ ...base, Resource }));
  const all = { ...base, ...("Resource" in statement ? { Resource: statement.Resource } : {}) };
  const { AWS = [], Service = [] } = statement.Principal;
  for (const [operator, key] of NAMES_GRANTEES) {
    const values = Condition?.[operator]?.[key];
    if (values === undefined) continue;
    return listed(values).map((value) => ({
      ...all,
      Principal: Service.length > 0 ? { Service: String(Service) } : { AWS: rootOf(value) ?? "*" },
      Condition: { ...all.Condition, [operator]: { ...all.Condition?.[operator], [key]: value } },
    }));
  }
  return [
    ...listed(AWS).map((arn) => ({ ...all, Principal: { AWS: arn } })),
    ...listed(Service).map((service) => ({ ...all, Principal: { Service: service } })),
  ];
}

function listed(value: string | readonly string[]): readonly string[] {
  return typeof value === "string" ? [value] : value;
}

/** A list of one as a text: shorter, and CDK writes conditions as they are given. */
function single(condition: Condition): Condition {
  const operators = Object.entries(condition).map(([operator, keys]) => {
    const values = Object.entries(keys).map(
      ([key, value]) => [key, value.length === 1 ? String(value) : value] as const,
    );
    return [operator, Object.fromEntries(values)] as const;
  });
  return Object.fromEntries(operators);
}

/** The account of a role or user, as a principal. */
function rootOf(arn: string): string | undefined {
  const account = /^arn:aws:iam::(\d{12}):/.exec(arn)?.[1];
  return account === undefined ? undefined : `arn:aws:iam::${account}:root`;
}
