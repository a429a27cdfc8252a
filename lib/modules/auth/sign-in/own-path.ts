const anywhere = "https://own.invalid";

/**
 * A path of this application with its query and fragment; null for anything that could lead elsewhere ("//evil.example",
 * "/\evil.example", "javascript:") or is no path.
 */
export function ownPath(text: string | null | undefined): string | null {
  // Browsers drop tabs and line breaks in addresses and read a backslash as a slash.
  if (!text?.startsWith("/") || /^\/[/\\]|[\\\p{Cc}]/u.test(text)) return null;
  if (!URL.canParse(text, anywhere)) return null;
  const { origin, pathname, search, hash } = new URL(text, anywhere);
  // "/.//evil.example" becomes "//evil.example" once it is resolved.
  if (origin !== anywhere || pathname.startsWith("//")) return null;
  return `${pathname}${search}${hash}`;
}
