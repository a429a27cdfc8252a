/**
 * The JSON pointer of a path of keys: ["after", "a/b"] is "/after/a~1b", no keys is "".
 *
 * @see https://www.rfc-editor.org/rfc/rfc6901
 */
export function jsonPointer(keys: readonly string[]): string {
  return keys.map((key) => `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** The path of keys of a JSON pointer; the inverse of `jsonPointer`. A pointer that does not begin with "/" has none. */
export function pointerKeys(pointer: string): readonly string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
}
