/** IAM gives documents in the way of addresses: `%7B%22Version%22…`. */
export function policyText(document: string | undefined): string | undefined {
  if (document === undefined || document.trimStart().startsWith("{")) return document;
  return decodeURIComponent(document);
}
