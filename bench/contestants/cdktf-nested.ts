/** What the author of a construct would write who needs one key, one repository and nothing else, nested as ours are. */
import { createRequire } from "node:module";
import type { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import type { Use } from "../repositories";
import { PLACE, uses } from "../repositories";
import type { Scope } from "./cdktf-resources";
import { makeKey, makeRepository } from "./cdktf-resources";
import { synthesize } from "./synthesize";

// This folder has constructs of its own, for aws-cdk-lib. A tree needs those of cdktf.
const { Construct } = createRequire(require.resolve("cdktf"))("constructs") as {
  readonly Construct: new (scope: Scope, id: string) => Scope;
};

class Key extends Construct {
  readonly key: KmsKey;

  constructor(scope: Scope, id: string, use: Use) {
    super(scope, id);
    this.key = makeKey(this, "", use);
  }
}

class Repository extends Construct {
  constructor(scope: Scope, id: string, use: Use) {
    super(scope, id);
    makeRepository(this, "", use, new Key(this, "key", use).key);
  }
}

synthesize(PLACE.region, (stack) => {
  for (const use of uses()) new Repository(stack, use.name, use);
});
