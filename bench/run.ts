import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Figure } from "./figure";
import { summary, tableRow, title } from "./table";

/** How the benchmarks are run. */
export interface RunOptions {
  readonly json?: boolean;
  readonly quick?: boolean;
  readonly large?: boolean;
}

/** Runs each benchmark in a process of its own, one after the other, and prints its figures as they come. */
export async function runAll(names: readonly string[], { json = false, ...flags }: RunOptions): Promise<void> {
  const figures: Figure[] = [];
  for (const name of names) {
    console.error(json ? `bench: ${name}` : "");
    if (!json) console.log(title(name));
    const status = await runOne(name, flags, (figure) => {
      figures.push(figure);
      console.log(json ? JSON.stringify(rounded(figure)) : tableRow(figure));
    });
    if (status === 0) continue;
    console.error(`bench: ${name} failed`);
    process.exitCode = 1;
  }
  if (!json) console.log(`\n${summary(figures)}`);
}

async function runOne(
  name: string,
  { quick = false, large = false }: RunOptions,
  hear: (figure: Figure) => void,
): Promise<number | null> {
  const script = join(__dirname, "benchmarks", `${name}.js`);
  const child = spawn(
    process.execPath,
    ["--expose-gc", script, ...(quick ? ["--quick"] : []), ...(large ? ["--large"] : [])],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  for await (const line of createInterface({ input: child.stdout })) hear(JSON.parse(line) as Figure);
  return ended;
}

/** The figure as others read it: no more digits than were measured, and whether its aim was met. */
function rounded({ name, ours, peer, peerName, ratio, unit, aim, spread, note }: Figure): object {
  const short = (value: number) => Number(value.toPrecision(4));
  return {
    name,
    ours: short(ours),
    peer: short(peer),
    peerName,
    ratio: short(ratio),
    unit,
    ...(spread ? { spread: spread.map(short) } : {}),
    ...(aim === undefined ? {} : { aim, met: ratio <= aim }),
    ...(note === undefined ? {} : { note }),
  };
}
