import type { Formula, Text } from "./formula";
import { and, fact, not } from "./formula";
import type { Piece } from "./pieces";
import { matches } from "./pieces";

/** What a request has for a context key, if it has the key. */
export interface Value {
  readonly present: Formula;
  readonly content: { readonly pieces: readonly Piece[] } | { readonly address: string };
}

/** Who makes a request: anybody in the world, whom the search makes up. */
export class Somebody {
  readonly id: string;
  readonly isService: Formula;
  readonly isUser: Formula;
  readonly isInOrganization: Formula;
  readonly account: Text;
  /** With its path. */
  readonly name: Text;
  readonly organization: Text;
  /** Below the organization. */
  readonly unit: Text;
  readonly tag: Text;
  readonly service: Text;
  /** Of the resource that a service works for. */
  readonly sourceService: Text;
  readonly sourceAccount: Text;
  readonly source: Text;

  constructor(id: string) {
    this.id = id;
    const text = (kind: Text["kind"], name: string): Text => ({ id: `${id}'s ${name}`, kind });
    this.isService = fact(`${id} is a service`);
    this.isUser = fact(`${id} is a user`);
    this.isInOrganization = fact(`${id} is in an organization`);
    this.account = text("account", "account");
    this.name = text("name", "name");
    this.organization = text("organization", "organization");
    this.unit = text("unit", "unit");
    this.tag = text("tag", "tag");
    this.service = text("service", "service");
    this.sourceService = text("source-service", "source's service");
    this.sourceAccount = text("account", "source's account");
    this.source = text("source", "source");
  }

  get arn(): readonly Piece[] {
    const kind = { either: this.isUser, then: ":user/", otherwise: ":role/" };
    return ["arn:aws:iam::", this.account, kind, this.name];
  }

  /** A role or user of an account. */
  isOf(account: string): Formula {
    return and(not(this.isService), matches(account, [this.account]));
  }

  /** The role or user with an ARN. */
  is(arn: string): Formula {
    return and(not(this.isService), matches(arn, this.arn));
  }

  /** In an organization below `o-…/r-…/`, or, for `none`, in no organization. */
  isBelow(path: string): Formula {
    if (path === "none") return not(this.isInOrganization);
    return and(this.isInOrganization, matches(path, [this.organization, "/", this.unit]));
  }

  /** The context keys that say who makes a request, in lower case. */
  get keys(): Readonly<Record<string, Value>> {
    const { id, isService, isUser } = this;
    const ofIam = (has: Formula, ...pieces: Piece[]): Value => ({
      present: and(not(isService), has),
      content: { pieces },
    });
    const ofService = (has: Formula, ...pieces: Piece[]): Value => ({
      present: and(isService, has),
      content: { pieces },
    });
    return {
      "aws:principalarn": ofIam(true, ...this.arn),
      "aws:principalaccount": ofIam(true, this.account),
      "aws:principaltype": ofIam(true, { either: isUser, then: "User", otherwise: "AssumedRole" }),
      "aws:principalorgid": ofIam(this.isInOrganization, this.organization),
      "aws:principalorgpaths": ofIam(this.isInOrganization, this.organization, "/", this.unit),
      "aws:principaltag/team": ofIam(fact(`${id} has a tag`), this.tag),
      "aws:principalisawsservice": {
        present: true,
        content: { pieces: [{ either: isService, then: "true", otherwise: "false" }] },
      },
      "aws:principalservicename": ofService(true, this.service),
      "aws:sourcearn": ofService(
        fact(`${id} has a source`),
        "arn:aws:",
        this.sourceService,
        ":us-east-1:",
        this.sourceAccount,
        ":",
        this.source,
      ),
      "aws:sourceaccount": ofService(fact(`${id} has a source account`), this.sourceAccount),
    };
  }
}

/** From where requests come, and how they were signed. */
export function surroundings(id: string, isService: Formula): Readonly<Record<string, Value>> {
  const endpoint: Text = { id: `${id}'s endpoint`, kind: "endpoint" };
  const isSigned = { either: fact(`${id} has a second factor`), then: "true", otherwise: "false" };
  return {
    "aws:sourcevpce": { present: fact(`${id} has an endpoint`), content: { pieces: [endpoint] } },
    "aws:sourceip": { present: fact(`${id} has an address`), content: { address: `${id}'s address` } },
    "aws:multifactorauthpresent": {
      present: and(not(isService), fact(`${id} says about a second factor`)),
      content: { pieces: [isSigned] },
    },
  };
}

/** Whether a value matches a pattern of an ARN, each of its six parts by itself. */
export function matchesArn(glob: string, pieces: readonly Piece[]): Formula {
  if (glob === "*") return true;
  const parts = glob.split(":");
  const wanted = [...parts.slice(0, 5), parts.slice(5).join(":")];
  // The colons of the value stand in its fixed pieces.
  const values: Piece[][] = [[]];
  const add = (piece: Piece): void => {
    if (typeof piece !== "string") {
      (values.at(-1) as Piece[]).push(piece);
      return;
    }
    piece.split(":").forEach((text, index) => {
      if (index > 0 && values.length < 6) values.push([]);
      else if (index > 0) (values.at(-1) as Piece[]).push(":");
      if (text !== "") (values.at(-1) as Piece[]).push(text);
    });
  };
  for (const piece of pieces) {
    if (typeof piece === "object" && "either" in piece && piece.then.startsWith(":")) {
      add(":");
      add({ either: piece.either, then: piece.then.slice(1), otherwise: piece.otherwise.slice(1) });
    } else add(piece);
  }
  if (values.length < 6 || parts.length < 6) return false;
  return and(...wanted.map((part, index) => matches(part, values[index] ?? [])));
}
