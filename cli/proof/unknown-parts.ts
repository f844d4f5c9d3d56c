import { hasUnknown, replaceUnknowns } from "../policy/unknown";
import type { IsUnknownKey } from "./bounds";

const VARIABLE = /\$\{([^},]+)[^}]*\}/g;

/** Whether a part of a text is not known: the input does not say it, or a policy variable stands for an unknown context key. */
export function hasUnknownPart(text: string, isUnknownKey: IsUnknownKey): boolean {
  return hasUnknown(text) || variablesOf(text).some(isUnknownKey);
}

/** A text with `*` for what is not known; `*` alone where the result would be no valid element. */
export function withWildcards(
  text: string,
  element: "Action" | "Resource" | "value",
  isUnknownKey: IsUnknownKey,
): string {
  if (!hasUnknownPart(text, isUnknownKey)) return text;
  const wide = replaceUnknowns(text, "*").replace(VARIABLE, (variable, key: string) =>
    isUnknownKey(key.trim()) ? "*" : variable,
  );
  if (element === "value") return wide;
  if (element === "Action") return /^[\w-]+:[\w*?]+$/.test(wide) ? wide : "*";
  // Wildcards may not stand in the service or the kind of resource.
  return /^arn:[\w-]+:[\w-]+:[^:/]*:[^:/]*:[\w-]+\/.*$/.test(wide) ? wide : "*";
}

function variablesOf(text: string): readonly string[] {
  if (!text.includes("${")) return [];
  return [...text.matchAll(VARIABLE)].map(([, key = ""]) => key.trim()).filter((key) => !["*", "?", "$"].includes(key));
}
