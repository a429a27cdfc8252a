/**
 * Whether a text holds one of the words, whole and in whatever case: "ana@example.com" does not stand in
 * "joana@example.com", nor "Ana" in "manager". Empty words stand nowhere.
 */
export function mentions(text: string, words: readonly string[]): boolean {
  const parts = words
    .filter((word) => word !== "")
    .map((word) => word.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  if (parts.length === 0) return false;
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${parts.join("|")})(?![\\p{L}\\p{N}])`, "iu").test(text);
}
