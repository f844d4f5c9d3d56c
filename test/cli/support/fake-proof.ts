import type { AccessModel, Principal, Repository } from "../../../cli/model/access-model";
import type { Party, PartyName } from "../../../cli/proof/party";
import type { AccessProof, Cell, OperationId, Verdict } from "../../../cli/proof/proof";

const MODEL: AccessModel = {
  inputs: [],
  accounts: [],
  keys: [],
  aliases: [],
  repositories: [],
  principals: [],
  registryPolicies: [],
  grants: [],
  gaps: [],
};

/** A principal with nothing but a name. */
export function fakePrincipal(arn: string, kind: Principal["kind"] = "role"): Principal {
  const accountId = /\d{12}/.exec(arn)?.[0] ?? "000000000000";
  return { arn, kind, accountId, name: arn.split("/").at(-1) ?? arn, policies: [] };
}

/** A repository with nothing but a name. */
export function fakeRepository(name: string, accountId = "123456789012"): Repository {
  return {
    arn: `arn:aws:ecr:us-east-1:${accountId}:repository/${name}`,
    accountId,
    region: "us-east-1",
    name,
    encryption: { type: "AES256" },
    tagMutability: "IMMUTABLE",
    scanOnPush: true,
    hasLifecyclePolicy: true,
  };
}

/** A party, with what it may do: `<operation> <name of a repository>` → verdict. */
export interface FakeParty {
  readonly party: Party;
  readonly may: Readonly<Record<string, "allowed" | "unknown">>;
}

/** A party that a file can name. */
export function fakeParty(name: PartyName, words: string, may: FakeParty["may"]): FakeParty {
  const [kind] = Object.keys(name) as [Party["kind"]];
  return { party: { kind, words, name }, may };
}

/**
 * A proof with given answers, for what only reads proofs.
 *
 * @param answers - `<principal's name> <operation> <repository's name>` → verdict; the two-way model's behind a slash when it
 * differs (`allowed/denied`). Everything else is denied.
 */
export function fakeProof(
  principals: readonly Principal[],
  repositories: readonly Repository[],
  answers: Readonly<Record<string, string>>,
  parties: readonly FakeParty[] = [],
): AccessProof {
  const cell = (principal: number, repository: number, operation: OperationId): Cell => {
    const name = `${principals[principal]?.name} ${operation} ${repositories[repository]?.name}`;
    const [documented = "denied", twoWay = documented] = (answers[name] ?? "denied").split("/");
    return { documented: documented as Verdict, twoWay: twoWay as Verdict, oneSided: false };
  };
  return {
    model: { ...MODEL, principals, repositories },
    principals,
    repositories,
    cell,
    explain: async (principal, repository, operation) =>
      Promise.resolve({
        principal: principals[principal] as Principal,
        repository: repositories[repository] as Repository,
        operation,
        cell: cell(principal, repository, operation),
        calls: [
          {
            call: { action: "ecr:PutImage", resource: "*", neededBy: "documented", see: "", context: {} },
            verdict: cell(principal, repository, operation).documented as "allowed",
            because: "the reason",
            opinions: [],
            remedies: [],
          },
        ],
        notes: [],
        remedies: [],
      }),
    groups: [],
    parties: parties.map(({ party }) => party),
    partyCells: parties.flatMap(({ may }, index) =>
      Object.entries(may).map(([question, verdict]) => {
        const [operation, name] = question.split(" ");
        const columns = repositories.flatMap((each, column) => (each.name === name ? [column] : []));
        return {
          operation: operation as OperationId,
          documented: verdict,
          twoWay: verdict,
          parties: [index],
          repositories: columns,
        };
      }),
    ),
    partiesBeyond: (column, operation, _, expected) =>
      parties.flatMap(({ party, may }) => {
        const verdict = may[`${operation} ${repositories[column]?.name ?? ""}`];
        const isExpected = expected.some((name) => JSON.stringify(name) === JSON.stringify(party.name));
        return verdict === undefined || isExpected || party.kind === "own-account" ? [] : [{ party, verdict }];
      }),
    unused: [],
    effort: { cells: 0, decisions: 0, distinct: 0 },
  };
}
