import type { Extract, Row, Value } from "../question";
import type { Definition } from "./language";
import { isRemembered } from "./narrowed";
import type { Known } from "./read-asked";
import type { KnownImage } from "./read-names";

/**
 * Turns extracts into rows. They come in order of time; pushes before what else happened in their second
 * (`compareExtracts`).
 */
export function rowsOfExtracts(definition: Definition, { image }: Known): (extract: Extract) => readonly Row[] {
  if (definition.images !== "at-the-time") {
    return (extract) => (image === undefined || isNamed(extract, image) ? [rowOf(definition, extract.values)] : []);
  }
  const memory = new Memory(image);
  return (extract) => {
    if (isRemembered(definition, extract.kind)) {
      memory.learn(extract);
      return [];
    }
    const values = memory.resolved(extract.values);
    return image === undefined || memory.isWanted(values, image) ? [rowOf(definition, values)] : [];
  };
}

function isNamed({ values }: Extract, image: KnownImage): boolean {
  return "tag" in image ? values["tag"] === image.tag : values["digest"] === image.digest;
}

function rowOf({ columns }: Definition, values: Extract["values"]): Row {
  return Object.fromEntries(columns.map(({ name }) => [name, values[name] ?? null]));
}

/** What pushes said. */
class Memory {
  readonly #image: KnownImage | undefined;
  readonly #tags = new Map<string, { readonly push: string; readonly digest: string }>();
  readonly #wanted = new Set<string>();

  constructor(image: KnownImage | undefined) {
    this.#image = image;
  }

  learn({ kind, time, eventId, values }: Extract): void {
    const { digest, tag, parent } = values;
    if (typeof digest !== "string") return;
    const image = this.#image;
    if (image !== undefined) {
      const isImage = "tag" in image ? tag === image.tag : parent === image.digest;
      if (isImage) this.#wanted.add(placed(values, digest));
    }
    if (kind !== "push" || typeof tag !== "string") return;
    const place = placed(values, tag);
    const push = `${time}|${eventId}`;
    const before = this.#tags.get(place);
    if (before === undefined || before.push <= push) this.#tags.set(place, { push, digest });
  }

  /** With the digest of the tag. */
  resolved(values: Extract["values"]): Extract["values"] {
    const { digest, tag } = values;
    if (typeof digest === "string" || typeof tag !== "string") return values;
    const found = this.#tags.get(placed(values, tag));
    return found === undefined ? values : { ...values, digest: found.digest };
  }

  isWanted(values: Extract["values"], image: KnownImage): boolean {
    const { digest, tag } = values;
    if ("tag" in image ? tag === image.tag : digest === image.digest) return true;
    return typeof digest === "string" && this.#wanted.has(placed(values, digest));
  }
}

function placed({ registry, region, repository }: Extract["values"], name: Value): string {
  return JSON.stringify([registry ?? null, region ?? null, repository ?? null, name]);
}
