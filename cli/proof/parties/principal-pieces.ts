import { literalGlob } from "../../iam/glob";
import type { Language, Token } from "../../iam/language";
import { charactersOf, complementOf, languageOf, tokensOf } from "../../iam/language";
import { NO } from "../../iam/truth";
import type { PrincipalJson, StatementJson } from "../../policy/policy-json";
import { listOf } from "../../policy/policy-json";
import { parsePrincipalArn, wholeAccount } from "../../policy/principal-arn";
import { hasUnknown, isUnknown, replaceUnknowns } from "../../policy/unknown";
import { accountsLanguage, ARN, ofAccount, type CallerKind } from "./caller-kinds";
import { EVERY_TEXT, type Literal } from "./literal";

/** One of those whom a statement names. */
export interface PrincipalPiece {
  readonly kind: "everyone" | "account" | "principal" | "service" | "other";
  /** As it is written, an account by its id. */
  readonly value: string;
  /** What it asks of an ARN: nothing where it is absent, as of services, whose name is part of the question. */
  readonly literal?: Literal;
  /** Whether not everything is known of it. */
  readonly isOpen: boolean;
}

const NOBODY: Language = languageOf([]);

type ByStatement = WeakMap<StatementJson, Map<string, readonly PrincipalPiece[]>>;

const remembered = new WeakMap<ReadonlySet<string>, ByStatement>();

/**
 * Those whom a statement names and who may be callers of a kind.
 *
 * @param rows - ARNs of roles and users that have rows of their own, which are left out.
 */
export function principalPieces(
  statement: StatementJson,
  kind: CallerKind,
  partition: string,
  rows: ReadonlySet<string>,
): readonly PrincipalPiece[] {
  const ofRows: ByStatement = remembered.get(rows) ?? new WeakMap<StatementJson, Map<string, PrincipalPiece[]>>();
  remembered.set(rows, ofRows);
  const ofStatement = ofRows.get(statement) ?? new Map<string, readonly PrincipalPiece[]>();
  ofRows.set(statement, ofStatement);
  const key = `${typeof kind === "object" ? `as ${kind.service}` : kind} ${partition}`;
  const before = ofStatement.get(key);
  if (before !== undefined) return before;
  const made = readPieces(statement, kind, partition, rows);
  ofStatement.set(key, made);
  return made;
}

function readPieces(
  { Principal, NotPrincipal, Effect }: StatementJson,
  kind: CallerKind,
  partition: string,
  rows: ReadonlySet<string>,
): readonly PrincipalPiece[] {
  if (Principal === undefined && NotPrincipal === undefined) return [{ kind: "everyone", value: "*", isOpen: false }];
  if (Principal === undefined) return [allBut(namedIn(NotPrincipal ?? "*", kind, partition, Effect), kind)];
  return namedIn(withoutRows(Principal, rows), kind, partition, Effect);
}

function withoutRows(principal: PrincipalJson, rows: ReadonlySet<string>): PrincipalJson {
  if (typeof principal === "string") return principal;
  const entries = Object.entries(principal).map(
    ([type, values]) => [type, listOf(values).filter((value) => !rows.has(value))] as const,
  );
  return Object.fromEntries(entries);
}

function namedIn(
  principal: PrincipalJson,
  kind: CallerKind,
  partition: string,
  effect: StatementJson["Effect"],
): readonly PrincipalPiece[] {
  const named = typeof principal === "string" ? { AWS: principal } : principal;
  return Object.entries(named).flatMap(([type, values]) =>
    listOf(values).flatMap((value): readonly PrincipalPiece[] => {
      if (typeof kind === "object") return servicePiece(type, value, kind.service);
      if (type === "AWS") return pieceOf(value, kind, partition);
      if (hasUnknown(type)) return [possibly(value, [[{ star: "any" }]])];
      // AWS documents them for trust policies; what they mean in the policy of a resource it does not say.
      return (type === "Federated" || type === "CanonicalUser") && effect === "Allow"
        ? [possibly(value, [[{ star: "any" }]])]
        : [];
    }),
  );
}

function servicePiece(type: string, value: string, service: string): readonly PrincipalPiece[] {
  if (type === "AWS" && value === "*") return [{ kind: "everyone", value, isOpen: false }];
  if (type === "Service" && value === service) return [{ kind: "service", value, isOpen: false }];
  // Of the type AWS only what stands for everybody is about services: what is not known at all may be that.
  return ((type === "Service" || hasUnknown(type)) && hasUnknown(value)) || (type === "AWS" && isUnknown(value))
    ? [{ kind: "service", value: service, isOpen: true, literal: possibleLiteral([[{ star: "any" }]]) }]
    : [];
}

function pieceOf(value: string, kind: "role" | "user", partition: string): readonly PrincipalPiece[] {
  if (value === "*") return [{ kind: "everyone", value, isOpen: false }];
  if (hasUnknown(value)) return [possibly(value, unknownPatterns(value, partition))];
  const account = wholeAccount(value);
  if (account !== undefined) {
    const language = accountsLanguage([account], partition);
    const literal: Literal = { dimension: ARN, absent: NO, theory: { certain: language, possible: language } };
    return [{ kind: "account", value: account, literal, isOpen: false }];
  }
  const session = /^arn:[^:]+:sts::(\d{12}):assumed-role\/([^/]+)\/.+$/.exec(value);
  if (session !== null && kind === "role") {
    const [, owner = "", name = ""] = session;
    const roles: readonly Token[] = [...charactersOf(`arn:${partition}:iam::${owner}:role/`)];
    return [
      possibly(value, [
        [...roles, ...charactersOf(name)],
        [...roles, { star: "any" }, "/", ...charactersOf(name)],
      ]),
    ];
  }
  // Whoever calls with such credentials is no role and no user.
  if (/^arn:[^:]+:sts::\d{12}:federated-user\//.test(value)) return [possibly(value, [[{ star: "any" }]])];
  const named = parsePrincipalArn(value);
  return named?.kind === kind
    ? [{ kind: "principal", value, literal: certainLiteral([[...charactersOf(value)]]), isOpen: false }]
    : [];
}

/** What a principal of which not all is known may be: an account as well as a role or user. */
function unknownPatterns(value: string, partition: string): readonly (readonly Token[])[] {
  const glob = replaceUnknowns(value, "\0").replaceAll(/[*?]/g, literalGlob).replaceAll("\0", "*");
  if (isUnknown(value)) return [[{ star: "any" }]];
  return [
    tokensOf(glob),
    ...(glob.endsWith(":root") ? [[...tokensOf(glob.slice(0, -"root".length)), { star: "any" } as const]] : []),
    ...(/^[\d*]+$/.test(glob) ? ofAccount(glob, partition) : []),
  ];
}

function possibly(value: string, patterns: readonly (readonly Token[])[]): PrincipalPiece {
  return { kind: "other", value, literal: possibleLiteral(patterns), isOpen: true };
}

function certainLiteral(patterns: readonly (readonly Token[])[]): Literal {
  const language = languageOf(patterns);
  return { dimension: ARN, absent: NO, theory: { certain: language, possible: language } };
}

function possibleLiteral(patterns: readonly (readonly Token[])[]): Literal {
  return { dimension: ARN, absent: NO, theory: { certain: NOBODY, possible: languageOf(patterns) } };
}

/**
 * `NotPrincipal`: whoever is named is left out for certain only as a user beside its account; of a role a session would
 * have to be named, too.
 */
function allBut(named: readonly PrincipalPiece[], kind: CallerKind): PrincipalPiece {
  const those = named.filter((piece) => piece.kind !== "account");
  if (typeof kind === "object")
    return those.length === 0 ? { kind: "everyone", value: "*", isOpen: false } : NO_SERVICE;
  const accounts = new Set(named.flatMap((piece) => (piece.kind === "account" ? [piece.value] : [])));
  const isLeftOut = ({ value, isOpen }: PrincipalPiece): boolean =>
    kind === "user" && !isOpen && accounts.has(parsePrincipalArn(value)?.accountId ?? "");
  if (those.length === 0) return { kind: "everyone", value: "*", isOpen: false };
  const theory = {
    certain: complementOf(unionOf(those, "possible")),
    possible: complementOf(unionOf(those.filter(isLeftOut), "certain")),
  };
  return { kind: "everyone", value: "*", literal: { dimension: ARN, absent: NO, theory }, isOpen: true };
}

/** A service that `NotPrincipal` names. */
const NO_SERVICE: PrincipalPiece = { kind: "other", value: "", literal: certainLiteral([]), isOpen: false };

/** What the principals of a statement ask together; `undefined` where they ask nothing. */
export function principalLiteral(pieces: readonly PrincipalPiece[]): Literal | undefined {
  if (pieces.some(({ literal }) => literal === undefined)) return undefined;
  const [only] = pieces;
  if (pieces.length === 1 && only?.literal !== undefined) return only.literal;
  return {
    dimension: ARN,
    absent: NO,
    theory: { certain: unionOf(pieces, "certain"), possible: unionOf(pieces, "possible") },
  };
}

function unionOf(pieces: readonly PrincipalPiece[], certainty: "certain" | "possible"): Language {
  const languages = pieces.map(({ literal }) => {
    if (literal === undefined || !("certain" in literal.theory)) return EVERY_TEXT;
    return literal.theory[certainty];
  });
  return languages.some(({ isNegated }) => isNegated)
    ? EVERY_TEXT
    : languageOf(languages.flatMap(({ patterns }) => patterns));
}
