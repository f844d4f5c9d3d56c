import { Command } from "commander";
import { addAuditCommand } from "../../../../cli/commands/audit/audit-command";
import { describeError } from "../../../../cli/commands/describe-error";

/** Runs `ecr-kms audit` in this process, as cli/main.ts does: what it is to show has to go to a file. */
export async function auditHere(
  ...words: readonly string[]
): Promise<{ readonly code: number; readonly stderr: string }> {
  const before = process.exitCode;
  let stderr = "";
  const program = new Command("ecr-kms").exitOverride().configureOutput({
    writeErr: (text) => {
      stderr += text;
    },
    writeOut: () => undefined,
  });
  addAuditCommand(program);
  for (const command of program.commands) command.copyInheritedSettings(program);
  try {
    await program.parseAsync(["audit", ...words], { from: "user" });
    return { code: Number(process.exitCode ?? 0), stderr };
  } catch (error) {
    const { text, code } = describeError(error, 2);
    return { code, stderr: stderr + text };
  } finally {
    process.exitCode = before;
  }
}
