import { DomainError } from "../domain-error";
import { keepSiweRule } from "./keep-siwe-rule";
import type { SiweFields } from "./siwe-fields";
import { siweWords } from "./siwe-grammar";

/** Longest message that is read; ours have less than 500 characters. */
const charactersMax = 8192;

/**
 * What a message by ERC-4361 says. Every line is where the grammar wants it, or the whole message is refused; so
 * `siweMessage` of the answer is the text again.
 *
 * @throws {DomainError} naming the field at which the text leaves the grammar, or `message`.
 */
export function parseSiweMessage(text: string): SiweFields {
  if (text.length > charactersMax) {
    throw new DomainError("message", `message must have at most ${charactersMax} characters`);
  }
  const lines = new Lines(text.split("\n"));
  const { scheme, domain } = readOrigin(lines.next("domain"));
  const address = keepSiweRule("address", lines.next("address"));
  lines.blank("address");
  // After a statement a blank line follows; without one, the URI does.
  const statement = lines.follows(1, siweWords.required[0][1]) ? null : lines.next("statement");
  if (statement !== null) keepSiweRule("statement", statement);
  lines.blank("statement");
  const [uri, version, chainId, nonce, issuedAt] = siweWords.required.map(([field, word]) =>
    keepSiweRule(field, lines.after(word, field)),
  );
  const [expirationTime = null, notBefore = null, requestId = null] = siweWords.optional.map(
    ([field, word]) => (lines.follows(0, word) ? keepSiweRule(field, lines.after(word, field)) : null),
  );
  const resources = readResources(lines);
  lines.end();
  if (uri === undefined || version !== "1" || nonce === undefined || issuedAt === undefined) {
    throw new DomainError("message", "message must have all required fields");
  }
  const moments = { issuedAt, expirationTime, notBefore };
  const chain = { version, chainId: Number(chainId), nonce } as const;
  return { scheme, domain, address, statement, uri, ...chain, ...moments, requestId, resources };
}

/** The lines of a message, read one after the other. */
class Lines {
  private place = 0;
  private readonly lines: readonly string[];
  constructor(lines: readonly string[]) {
    this.lines = lines;
  }

  next(field: string): string {
    const line = this.lines[this.place];
    if (line === undefined) throw new DomainError(field, `${field} is missing: the message ends before it`);
    this.place += 1;
    return line;
  }

  /** Whether the line `ahead` of the next one begins with a word. */
  follows(ahead: number, word: string): boolean {
    return this.lines[this.place + ahead]?.startsWith(word) === true;
  }

  after(word: string, field: string): string {
    const line = this.next(field);
    if (line.startsWith(word)) return line.slice(word.length);
    throw new DomainError(field, `${field} must follow as "${word}...", got "${line}"`);
  }

  blank(field: string): void {
    const line = this.next(field);
    if (line !== "") throw new DomainError(field, `a blank line must follow ${field}, got "${line}"`);
  }

  end(): void {
    const line = this.lines[this.place];
    if (line !== undefined) throw new DomainError("message", `message must end before "${line}"`);
  }
}

function readOrigin(line: string): Pick<SiweFields, "scheme" | "domain"> {
  if (!line.endsWith(siweWords.afterDomain)) {
    throw new DomainError("domain", `the first line must end with "${siweWords.afterDomain}", got "${line}"`);
  }
  const origin = line.slice(0, -siweWords.afterDomain.length);
  const at = origin.indexOf("://");
  const scheme = at === -1 ? null : keepSiweRule("scheme", origin.slice(0, at));
  return { scheme, domain: keepSiweRule("domain", at === -1 ? origin : origin.slice(at + 3)) };
}

function readResources(lines: Lines): readonly string[] | null {
  if (!lines.follows(0, siweWords.resources)) return null;
  const rest = lines.after(siweWords.resources, "resources");
  if (rest !== "")
    throw new DomainError("resources", `resources must stand on their own lines, got "${rest}"`);
  const resources: string[] = [];
  while (lines.follows(0, siweWords.resource)) {
    resources.push(keepSiweRule("resources", lines.after(siweWords.resource, "resources")));
  }
  return resources;
}
