import { randomInt } from "node:crypto";
import fc from "fast-check";

/** Of every property that names none of its own, so that a change is never red for what another one did, nor green by luck twice. */
export const SEED = 20_260_101;

/**
 * The seed that `PROPERTY_SEED` asks for: a whole number, or `random`, which is another one in each process.
 *
 * @throws Error for anything else
 *
 * @example
 * propertySeed({ PROPERTY_SEED: "7" }); // 7
 */
export function propertySeed({ PROPERTY_SEED: asked = String(SEED) }: NodeJS.ProcessEnv): number {
  if (asked === "random") return randomInt(0x80000000);
  if (/^\d+$/.test(asked) && Number(asked) < 0x80000000) return Number(asked);
  throw new Error(`PROPERTY_SEED is ${JSON.stringify(asked)}, not a whole number from 0 to 2147483647, nor random`);
}

// Required by every process of mocha, the parallel workers too. A property that fails says its seed; a random one is said in any case.
const seed = propertySeed(process.env);
if (process.env["PROPERTY_SEED"] === "random") console.error(`properties: PROPERTY_SEED=${seed}`);
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });
