import { isRecord } from "../../../shared/internal";
import { InputError } from "../../toolkit/input-error";

/** An object of a JSON text, before anything is known of it. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** A text that says something: Terraform writes `""` where AWS has nothing. */
export function writtenText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The object, or an empty one where nothing is written. */
export function objectOf(value: unknown): JsonObject {
  return isRecord(value) ? value : {};
}

/** Reads the parts of a document that must have a certain type, and says where one has another. */
export class ShapeReader {
  readonly #path: string;

  /** @param path - The input as the user named it. */
  constructor(path: string) {
    this.#path = path;
  }

  /** An object; empty where nothing is written. */
  object(value: unknown, place: string): JsonObject {
    if (value === undefined || value === null) return {};
    if (!isRecord(value)) throw this.#wrong(place, "an object", value);
    return value;
  }

  /** A list of objects; empty where nothing is written. */
  objects(value: unknown, place: string): readonly JsonObject[] {
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value)) throw this.#wrong(place, "a list", value);
    const wrong = value.findIndex((each) => !isRecord(each));
    if (wrong >= 0) throw this.#wrong(`${place}[${wrong}]`, "an object", value[wrong]);
    return value as readonly JsonObject[];
  }

  /** A text that must be there. */
  text(value: unknown, place: string): string {
    if (typeof value !== "string") throw this.#wrong(place, "a text", value);
    return value;
  }

  #wrong(place: string, expected: string, value: unknown): InputError {
    const problem = { path: `${this.#path}: ${place}`, message: `is ${typeName(value)} instead of ${expected}` };
    return new InputError([
      { ...problem, hint: "Write the file again with `terraform show -json`, and do not change it." },
    ]);
  }
}

function typeName(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
