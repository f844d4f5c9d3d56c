import type { Gap } from "../../model/access-model";
import type { Program } from "./program";
import type { Stack } from "./stack";

/** What of a stack could not be read although it may matter. */
export function gapsOf(stack: Stack, program: Program, input: string): readonly Gap[] {
  const gap = (address: string, message: string): Gap => ({ source: { input, address }, message });
  const modules = stack.configuration.modules.map((module) =>
    gap(`module.${module}`, "what the module makes does not stand here; give `terraform show -json` of a plan besides"),
  );
  const uncounted = stack
    .all()
    .filter(({ kind, declaration }) => kind === "unknown" && declaration.type.startsWith("aws_"))
    .map(({ declaration }) =>
      gap(
        declaration.address,
        `how many there are is not known: its ${"count" in declaration.body ? "count" : "for_each"} depends on what the configuration does not say; give \`terraform show -json\` of a plan`,
      ),
    );
  const states = stack.configuration.declarations
    .filter(({ mode, type }) => mode === "data" && type === "terraform_remote_state")
    .filter((declaration) => program.stackReadBy(declaration) === undefined)
    .map(({ address }) =>
      gap(address, "the stack whose state it reads is not among the inputs' stacks; give its folder too"),
    );
  return [...modules, ...uncounted, ...states];
}
