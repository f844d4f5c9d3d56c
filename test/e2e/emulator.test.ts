import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { startEmulator } from "../support/emulator";
import { freePort } from "../support/free-port";
import { sharedEmulator } from "../support/shared-emulator";
import { Terraform } from "../support/terraform";

describe("the e2e harness", () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "ecr-kms-harness-"));
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  describe("the emulator that the e2e tests deploy to", function () {
    before(async function () {
      await sharedEmulator(this);
    });

    it("takes another port when somebody else has the first", async () => {
      const taken = await freePort();
      const somebody = createServer().listen(taken, "127.0.0.1");
      const ports = [taken, await freePort()];
      const emulator = await startEmulator({ port: async () => Promise.resolve(ports.shift() ?? 0) });
      expect(emulator.endpoint).not.to.include(String(taken));
      await emulator.stop();
      somebody.close();
    });

    it("says what the server wrote when it does not start", async () => {
      const command = join(folder, "broken-emulator");
      writeFileSync(command, "#!/bin/sh\necho 'No module named flask' >&2\nexit 1\n", { mode: 0o755 });
      const error = await startEmulator({ command }).catch((thrown: unknown) => thrown);
      expect(String(error)).to.include("broken-emulator did not start:\nNo module named flask");
    });

    it("says which program is missing", async () => {
      const error = await startEmulator({ command: "no-such-emulator" }).catch((thrown: unknown) => thrown);
      expect(String(error)).to.include("no-such-emulator could not be started");
    });

    it("is gone after it was stopped", async () => {
      const emulator = await startEmulator();
      await emulator.stop();
      expect(await fetch(emulator.endpoint).catch(() => "refused")).to.equal("refused");
    });
  });

  describe("Terraform that fails", function () {
    before(async function () {
      await sharedEmulator(this);
    });

    it("is reported with its own words", async () => {
      const terraform = new Terraform(folder, "http://127.0.0.1:9");
      terraform.write({
        terraform: { required_providers: {}, backend: {} },
        provider: {},
        resource: { nonsense: { here: { of: "${" } } },
      });
      const error = await terraform.apply().catch((thrown: unknown) => thrown);
      expect(String(error)).to.match(/terraform apply failed:\n(.|\n)*Error: /);
    });
  });
});
