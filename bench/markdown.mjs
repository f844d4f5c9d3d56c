/** Turns the lines of `npm run --silent bench -- --json` into the table of README.md. */
import { createInterface } from "node:readline";

console.log("| figure | ours | beside | theirs | ratio | aim |\n| --- | --- | --- | --- | --- | --- |");
for await (const line of createInterface({ input: process.stdin })) {
  const { name, ours, peer, peerName, ratio, unit, spread, aim, met } = JSON.parse(line);
  const value = (amount, index) =>
    `${amount.toLocaleString("en")}${spread ? ` ± ${spread[index].toLocaleString("en")}` : ""} ${unit}`;
  const wanted = aim === undefined ? "" : `≤ ${aim}, ${met ? "met" : "**missed**"}`;
  console.log(
    `| ${[name, value(ours, 0), peerName, value(peer, 1), ratio.toLocaleString("en"), wanted].join(" | ")} |`,
  );
}
