/**
 * What has to have come up before the properties can be said to have tried everything: for each kind of principal the
 * operations, by whether they are seen allowed (A) and denied (D) with the models key-policy, kms-grants and ecr-grants-only.
 */
const TO_BE_SEEN = `
named principal
  -D -D -D  delete images, describe images, encrypt through ECR, make another grant, revoke grant
  -D -D -D  use another key
  AD AD AD  administer key, create key, log in, make ECR's grant, manage alias, manage repository, pull, push
  AD AD AD  push or pull, retire grant, use key directly, use key through ECR, use key through another service
named principal without policies
  -D -D -D  create key, delete images, describe images, encrypt through ECR, log in, make another grant
  -D -D -D  manage alias, manage repository, retire grant, revoke grant, use another key
  AD AD -D  make ECR's grant
  AD AD AD  administer key, pull, push, push or pull, use key directly, use key through ECR
  AD AD AD  use key through another service
administrator named by its ARN
  A- A- A-  create key, log in, retire grant
  AD AD AD  administer key, delete images, describe images, encrypt through ECR, make ECR's grant
  AD AD AD  make another grant, manage alias, manage repository, pull, push, push or pull, revoke grant
  AD AD AD  use another key, use key directly, use key through ECR, use key through another service
namesake in another account
  A- A- A-  create key, log in, retire grant
  AD AD AD  administer key, delete images, describe images, encrypt through ECR, make ECR's grant
  AD AD AD  make another grant, manage alias, manage repository, pull, push, push or pull, revoke grant
  AD AD AD  use another key, use key directly, use key through ECR, use key through another service
role with the account's policies
  -D -D -D  delete images, describe images, encrypt through ECR, make another grant, revoke grant
  -D -D -D  use another key
  AD AD AD  administer key, create key, log in, make ECR's grant, manage alias, manage repository, pull, push
  AD AD AD  push or pull, retire grant, use key directly, use key through ECR, use key through another service
role with a spoke's policies
  -D -D -D  administer key, create key, delete images, describe images, encrypt through ECR, make ECR's grant
  -D -D -D  make another grant, manage alias, manage repository, retire grant, revoke grant, use another key
  -D -D -D  use key directly, use key through another service
  AD AD -D  use key through ECR
  AD AD AD  log in, pull, push, push or pull
role without policies
  -D -D -D  administer key, create key, delete images, describe images, encrypt through ECR, log in
  -D -D -D  make ECR's grant, make another grant, manage alias, manage repository, retire grant, revoke grant
  -D -D -D  use another key, use key directly, use key through another service
  AD -D -D  use key through ECR
  AD -D AD  pull, push, push or pull
administrator of a named account
  -D -D -D  encrypt through ECR, make ECR's grant, manage alias, revoke grant
  -D AD -D  use key directly, use key through another service
  A- A- A-  create key, log in
  AD AD -D  use key through ECR
  AD AD AD  administer key, delete images, describe images, make another grant, manage repository, pull, push
  AD AD AD  push or pull, use another key
administrator of a stranger's account
  -D -D -D  encrypt through ECR, make ECR's grant, manage alias, revoke grant, use key directly
  -D -D -D  use key through another service
  A- A- A-  create key, log in
  AD -D -D  use key through ECR
  AD AD AD  administer key, delete images, describe images, make another grant, manage repository, pull, push
  AD AD AD  push or pull, use another key
administrator of the registry account
  A- A- A-  create key, delete images, describe images, log in, manage repository, pull, push, push or pull
  A- A- A-  retire grant
  AD AD AD  administer key, encrypt through ECR, make ECR's grant, make another grant, manage alias
  AD AD AD  revoke grant, use another key, use key directly, use key through ECR
  AD AD AD  use key through another service
administrator of the key account
  A- A- A-  administer key, create key, encrypt through ECR, log in, make ECR's grant, make another grant
  A- A- A-  manage alias, retire grant, revoke grant, use another key, use key directly, use key through ECR
  A- A- A-  use key through another service
  AD AD AD  delete images, describe images, manage repository, pull, push, push or pull
Lambda
  -D -D -D  delete images, describe images, make ECR's grant, make another grant, manage repository, push
  -D -D -D  use key directly
  AD AD AD  pull, push or pull
CodeBuild
  -D -D -D  delete images, describe images, make ECR's grant, make another grant, manage repository
  -D -D -D  use key directly
  AD AD AD  pull, push, push or pull
EMR Serverless
  -D -D -D  delete images, make ECR's grant, make another grant, manage repository, use key directly
  AD AD AD  describe images, pull, push, push or pull
ECR
  -D -D -D  delete images, describe images, make ECR's grant, make another grant, manage repository, pull, push
  -D -D -D  push or pull
  AD AD -D  use key directly
service for another's resource
  -D -D -D  delete images, describe images, make ECR's grant, make another grant, manage repository, pull, push
  -D -D -D  push or pull, use key directly
`;

const MODELS = ["key-policy", "kms-grants", "ecr-grants-only"] as const;

/** The kinds of question that have to be seen and are not among those that were. */
export function unseen(cells: ReadonlyMap<string, number>): readonly string[] {
  return toBeSeen().filter((cell) => !cells.has(cell));
}

function toBeSeen(): readonly string[] {
  let kind = "";
  return TO_BE_SEEN.trim()
    .split("\n")
    .flatMap((line) => {
      const [, marks, operations = ""] = /^ {2}(\S\S \S\S \S\S) {2}(.+)$/.exec(line) ?? [];
      if (marks === undefined) {
        kind = line;
        return [];
      }
      const outcomes = marks.split(" ").flatMap((mark, model) => {
        const seen = [...(mark.includes("A") ? ["allowed"] : []), ...(mark.includes("D") ? ["denied"] : [])];
        return seen.map((outcome) => [MODELS[model], outcome].join(" · "));
      });
      return operations.split(", ").flatMap((operation) => outcomes.map((each) => [kind, operation, each].join(" · ")));
    });
}
