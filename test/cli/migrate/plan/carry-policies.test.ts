import { expect } from "chai";
import { carryPolicy } from "../../../../cli/migrate/plan/planned-destination";

const names = (name: string): { arn: string; uri: string; name: string } => ({
  name,
  arn: `arn:aws:ecr:us-east-1:123456789012:repository/${name}`,
  uri: `123456789012.dkr.ecr.us-east-1.amazonaws.com/${name}`,
});

describe("carrying a policy over", () => {
  const { arn, uri } = names("orders");
  const CASES: readonly [string, string, string, number][] = [
    ["nothing that names the source", '{"Action":"ecr:*"}', '{"Action":"ecr:*"}', 0],
    ["its ARN", `{"a":"${arn}"}`, `{"a":"${arn}-kms"}`, 1],
    [
      "its ARN twice, and its address",
      `{"a":["${arn}","${arn}"],"b":"${uri}:1"}`,
      `{"a":["${arn}-kms","${arn}-kms"],"b":"${uri}-kms:1"}`,
      2,
    ],
    ["a longer name", `{"a":"${arn}-api"}`, `{"a":"${arn}-api"}`, 0],
    ["a name below", `{"a":"${arn}/api"}`, `{"a":"${arn}/api"}`, 1],
    ["a pattern that begins with its name", `{"a":"${arn}/*"}`, `{"a":"${arn}/*"}`, 1],
    ["another account's", `{"a":"${arn.replace("1234", "9999")}"}`, `{"a":"${arn.replace("1234", "9999")}"}`, 1],
  ];
  for (const [name, text, carried, warnings] of CASES) {
    it(`knows ${name}`, () => {
      const answer = carryPolicy("repository policy", text, names("orders"), names("orders-kms"));
      expect(answer.text).to.equal(carried);
      expect(answer.warnings).to.have.length(warnings);
    });
  }
});
