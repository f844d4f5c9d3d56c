/**
 * aws-cdk-lib's PolicyDocument with `minimize`: it is given one statement for each grantee and right, and merges what it can.
 * Only what is used of the library is declared here: its types would have to be installed to check this folder.
 *
 * @module
 */
import { createRequire } from "node:module";
import type { Atom } from "../atoms";

interface Iam {
  readonly PolicyDocument: new (props: {
    readonly minimize: boolean;
    readonly statements: readonly object[];
  }) => object;
  readonly PolicyStatement: new (props: {
    readonly principals?: readonly object[];
    readonly actions: readonly string[];
    readonly resources?: readonly string[];
    readonly conditions?: Atom["Condition"];
  }) => object;
  readonly ArnPrincipal: new (arn: string) => object;
  readonly AnyPrincipal: new () => object;
  readonly ServicePrincipal: new (service: string) => object;
}

interface Core {
  readonly Stack: new () => { resolve(document: object): unknown };
}

const load = createRequire(__filename);
const { AnyPrincipal, ArnPrincipal, PolicyDocument, PolicyStatement, ServicePrincipal } = load(
  "aws-cdk-lib/aws-iam",
) as Iam;
const { Stack } = load("aws-cdk-lib") as Core;
const stack = new Stack();

/** What it is called in figures. */
export const CDK = `aws-cdk-lib ${(load("aws-cdk-lib/package.json") as { readonly version: string }).version}, minimize`;

/** The text of a document. Statements are merged when a stack resolves them, as it does when an app is synthesized. */
export function documentWithCdk(atoms: readonly Atom[]): string {
  const statements = atoms.map(
    ({ Principal, Action, Resource, Condition }) =>
      new PolicyStatement({
        ...(Principal ? { principals: [principalOf(Principal)] } : {}),
        actions: Action,
        ...(Resource ? { resources: [Resource] } : {}),
        ...(Condition ? { conditions: Condition } : {}),
      }),
  );
  return JSON.stringify(stack.resolve(new PolicyDocument({ minimize: true, statements })));
}

function principalOf({ AWS, Service }: NonNullable<Atom["Principal"]>): object {
  if (Service !== undefined) return new ServicePrincipal(Service);
  return AWS === undefined || AWS === "*" ? new AnyPrincipal() : new ArnPrincipal(AWS);
}
