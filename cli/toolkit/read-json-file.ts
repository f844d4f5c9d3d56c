import { readFileSync, statSync } from "node:fs";
import { InputError } from "./input-error";
import { HOW_TO_MAKE_INPUTS } from "./how-to-make-inputs";

/** The longest text that Node can hold; a state beyond it cannot be parsed as one. */
const LARGEST_INPUT = 2 ** 29 - 25;

/**
 * Reads a JSON file that anybody may have made: with a byte order mark or in UTF-16, as PowerShell's `>` writes it.
 *
 * @param file - Where it lies; `-` for the standard input.
 * @param path - Its path as the user gave it, for messages.
 * @throws InputError - never with a part of the content in its message, which may be secret
 */
export function readJsonFile(file: string, path: string): unknown {
  const text = decoded(contentOf(file, path), path);
  if (text.trim() === "") throw problem(path, "is empty", HOW_TO_MAKE_INPUTS);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw problem(path, `is not valid JSON${positionWords(error, text)}`, hintFor(text));
  }
}

function contentOf(file: string, path: string): Buffer {
  try {
    if (file === "-") return readFileSync(0);
    const { size } = statSync(file);
    if (size > LARGEST_INPUT) {
      throw problem(
        path,
        `has ${Math.round(size / 1e6)} MB; at most ${Math.round(LARGEST_INPUT / 1e6)} MB can be read`,
        "split the state, or give the plan of the registry alone (`terraform plan -target`)",
      );
    }
    return readFileSync(file);
  } catch (error) {
    if (InputError.is(error)) throw error;
    throw problem(path, `cannot be read: ${reasonOf(error)}`, "check the path and its permissions");
  }
}

/** What the system says, without the path that it repeats. */
function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  const REASONS: Readonly<Record<string, string>> = {
    ENOENT: "there is no such file",
    EACCES: "no permission to read it",
    EISDIR: "it is a folder",
    ELOOP: "its symbolic links go in a circle",
    ENOTDIR: "a part of its path is a file and not a folder",
  };
  return REASONS[code] ?? (code === "" ? "unknown reason" : code);
}

function decoded(content: Buffer, path: string): string {
  if (content[0] === 0xff && content[1] === 0xfe) return content.subarray(2).toString("utf16le");
  if (content[0] === 0x50 && content[1] === 0x4b) {
    throw problem(
      path,
      "is a plan file of Terraform, which is binary",
      "run `terraform show -json` on it and give that",
    );
  }
  const text = content.toString("utf8");
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}

/** Node's own message may quote the text; only the position is taken from it. */
function positionWords(error: unknown, text: string): string {
  const position = /at position (\d+)/.exec(error instanceof Error ? error.message : "")?.[1];
  if (position === undefined) return "";
  const before = text.slice(0, Number(position)).split("\n");
  return ` (line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1})`;
}

function hintFor(text: string): string {
  if (/^\s*(terraform|resource|provider|module|variable|data)\b[^\n]*\{/.test(text)) {
    return "this looks like Terraform's own language: run `terraform plan -out plan.tfplan`, then `terraform show -json plan.tfplan`";
  }
  if (/^\s*Terraform (will perform|used the selected)/m.test(text)) {
    return "this looks like a plan for people: run `terraform show -json plan.tfplan`";
  }
  return `the file may be cut short or hold other output beside the JSON; ${HOW_TO_MAKE_INPUTS}`;
}

function problem(path: string, message: string, hint: string): InputError {
  return new InputError([{ path, message, hint }]);
}
