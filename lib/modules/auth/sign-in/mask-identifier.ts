/**
 * What was typed into the field for the name, short enough to recognise and too short to use: people type passwords
 * there. "ada@example.com" is "ad***@example.com"; what is no address keeps its first two letters.
 */
export function maskIdentifier(identifier: string): string {
  const at = identifier.lastIndexOf("@");
  const name = at === -1 ? identifier : identifier.slice(0, at);
  // What follows the @ of a mistyped password is no domain.
  const domain = identifier.slice(at);
  const isDomain = at !== -1 && /^@[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(domain);
  return `${[...name].slice(0, 2).join("")}***${isDomain ? domain.slice(0, 100) : ""}`;
}
