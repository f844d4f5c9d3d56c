import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as ecr from "@aws-sdk/client-ecr";
import * as iam from "@aws-sdk/client-iam";
import * as kms from "@aws-sdk/client-kms";
import * as sts from "@aws-sdk/client-sts";
import { expect } from "chai";
import { commandsOf, DOCTOR_CALLS } from "../../../../cli/doctor/read/calls";

const SDK: Readonly<Record<string, object>> = { ecr, iam, kms, sts };
const FOLDER = join(__dirname, "../../../../cli/doctor/read");

describe("the calls of the doctor", () => {
  it("describe, get and list, are in the SDK, and have the permission of their name", () => {
    for (const { service, command, action } of DOCTOR_CALLS) {
      expect(SDK[service], command).to.have.property(command);
      expect(action).to.match(/^(ecr|kms|iam|sts):(Describe|Get|List)[A-Z]/);
      expect(command).to.equal(`${action.slice(action.indexOf(":") + 1)}Command`);
    }
  });

  it("are each in the table once", () => {
    const actions = DOCTOR_CALLS.map(({ action }) => action);
    expect(new Set(actions).size).to.equal(actions.length);
  });

  it("are those that the code makes, no more and no fewer", () => {
    const code = readdirSync(FOLDER)
      .filter((file) => file !== "calls.ts")
      .map((file) => readFileSync(join(FOLDER, file), "utf8"))
      .join("\n");
    const sent = [...code.matchAll(/new (\w+Command)\(/g)].map(([, command]) => command);
    const paged = [...code.matchAll(/paginate(\w+)\(/g)].map(([, operation]) => `${String(operation)}Command`);
    const named = [...code.matchAll(/"((?:ecr|kms|iam):\w+)"/g)].map(([, action]) => action);
    const expected = DOCTOR_CALLS.filter(({ service }) => service !== "sts");
    expect([...new Set([...sent, ...paged])].sort()).to.deep.equal(expected.map(({ command }) => command).sort());
    expect([...new Set(named)].sort()).to.deep.equal(expected.map(({ action }) => action).sort());
  });

  it("are sorted out by service", () => {
    expect(commandsOf("sts")).to.deep.equal(["GetCallerIdentityCommand"]);
    expect(commandsOf("kms")).to.include("ListGrantsCommand").and.not.to.include("DescribeRepositoriesCommand");
  });
});
