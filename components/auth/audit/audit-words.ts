/** An action as one reads it: "auth.role_changed" is "Role changed". */
export function actionWords(action: string): string {
  const words = action.slice(action.indexOf(".") + 1).replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A kind of thing as one reads it: "api_key" is "api key". */
export function kindWords(kind: string): string {
  return kind.replaceAll("_", " ");
}

/** A value of a row as one reads it, in one line. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  if (value === "") return "empty";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** A field by its JSON pointer: "/address/city" is "address.city". */
export function fieldName(path: string): string {
  return path.slice(1).replaceAll("/", ".").replaceAll("~1", "/").replaceAll("~0", "~");
}

/** An id that is too long for a column, by its end: ids begin alike. */
export function shortId(id: string): string {
  return id.length > 12 ? `…${id.slice(-8)}` : id;
}
