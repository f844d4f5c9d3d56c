import Ajv from "ajv";
import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { configSchema } from "../../../cli/config/check-config";
import { EVERYTHING, MISTAKES } from "./configurations";

const accepts = new Ajv({ allowUnionTypes: true }).compile(configSchema());

describe("the schema of the configuration", () => {
  it("is the file that editors load (npm run docs)", () => {
    const file = readFileSync(join(__dirname, "../../../cli/config/schema.json"), "utf8");
    expect(JSON.parse(file)).to.deep.equal(JSON.parse(JSON.stringify(configSchema())));
  });

  it("accepts what readConfig accepts", () => {
    expect([accepts({}), accepts(EVERYTHING)]).to.deep.equal([true, true]);
  });

  for (const { name, json } of MISTAKES) {
    it(`refuses what readConfig refuses: ${name}`, () => {
      expect(accepts(json)).to.equal(false);
    });
  }
});
