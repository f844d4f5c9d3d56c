/** Loaded before a program that is measured: writes its processor time and largest memory when it ends. */
import { writeFileSync } from "node:fs";

process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  const peak = process.resourceUsage().maxRSS / 1024;
  writeFileSync(process.env["MEASURED"] ?? "", JSON.stringify({ cpu: (user + system) / 1000, peak }));
});
