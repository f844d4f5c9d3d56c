import type { Account, ControlLevel, ModelDocument } from "../model/access-model";
import { parsePolicy } from "../policy/parse-policy";
import { withoutUndefined } from "../toolkit/without-undefined";
import type { ConfigValues } from "./config-values";
import { ORGANIZATION_PATH } from "../toolkit/value-forms";

const PROPERTIES = ["name", "organizationPath", "serviceControlPolicies", "resourceControlPolicies"] as const;

/** What the configuration says about accounts: no input of infrastructure code says to which organization one belongs. */
export function readAccounts(given: unknown, values: ConfigValues): Readonly<Record<string, Omit<Account, "id">>> {
  const entries = Object.entries(values.record(given ?? {}, "accounts")).map(([id, about]) => {
    const place = `accounts[${JSON.stringify(id)}]`;
    values.accountId(id, place);
    return [id, accountOf(about, place, values)] as const;
  });
  return Object.fromEntries(entries);
}

function accountOf(given: unknown, place: string, values: ConfigValues): Omit<Account, "id"> {
  const account = values.record(given, place);
  values.refuseUnknown(account, place, PROPERTIES);
  const levels = (name: string, kind: string): readonly ControlLevel[] | undefined => {
    const written = account[name];
    if (written === undefined) return undefined;
    return values.list(written, `${place}.${name}`).map((level, index) => {
      return levelOf(level, `${place}.${name}[${index}]`, kind, values);
    });
  };
  return withoutUndefined({
    name: values.text(account["name"], `${place}.name`),
    organizationPath: values.matching(
      account["organizationPath"],
      `${place}.organizationPath`,
      ORGANIZATION_PATH,
      "no path of an organization",
      'Write the path with its last slash, "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/", or "none" for an account outside every organization.',
    ),
    serviceControlPolicies: levels("serviceControlPolicies", "service control policy"),
    resourceControlPolicies: levels("resourceControlPolicies", "resource control policy"),
  });
}

function levelOf(given: unknown, place: string, kind: string, values: ConfigValues): ControlLevel {
  const level = values.record(given, place);
  values.refuseUnknown(level, place, ["id", "policies"]);
  const id = required(
    level["id"],
    `${place}.id`,
    "Name the root, unit or account that the policies are attached to.",
    values,
  );
  const policies = values.list(level["policies"], `${place}.policies`).map((policy, index) => {
    return policyOf(policy, `${place}.policies[${index}]`, `${kind} of ${id}`, values);
  });
  return { id, policies };
}

function policyOf(given: unknown, place: string, level: string, values: ConfigValues): ModelDocument {
  const written = values.record(given, place);
  values.refuseUnknown(written, place, ["name", "policy"]);
  const name = required(written["name"], `${place}.name`, "Give the policy's name, which messages use.", values);
  const path = values.path(`${place}.policy`);
  return { name: `${name}, ${level}`, policy: parsePolicy(written["policy"], path, values.problems) };
}

function required(value: unknown, place: string, hint: string, values: ConfigValues): string {
  if (value === undefined) values.add(place, "is missing", hint);
  return values.text(value, place) ?? "";
}
