const censor = "[redacted]";
const depthMax = 8;

/** Names whose value may be a secret, with case, dashes and underscores left out: `Set-Cookie`, `refresh_token`. */
const secretName =
  /authorization|cookie|password|passphrase|secret|token|apikey|envelope|recoverycode|keyhash/;

/** Secrets inside a text, each with what stands in its place. */
const secretTexts: readonly (readonly [RegExp, string])[] = [
  // API keys; the id stays, by which the owner finds theirs.
  [/(hi_live_[0-9A-Za-z]{1,8})[0-9A-Za-z_]*/g, `$1_${censor}`],
  // Signed and encrypted tokens (JWS, JWE).
  [/\beyJ[\w-]{5,}\.[\w-]*(?:\.[\w-]*){1,3}/g, censor],
  [/\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi, `$1 ${censor}`],
  // Links of mails.
  [/(\/(?:reset-password|verify-email|change-email|invitation)\/)[^\s/?#"'<>]+/g, `$1${censor}`],
  [/([?&#](?:token|code|key|api_key|apikey|password|secret|signature|sig)=)[^&\s#"'<>]+/gi, `$1${censor}`],
  // Addresses with a password in them.
  [/(\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:)[^\s/@]+(?=@)/gi, `$1${censor}`],
];

/** A text without the secrets that can be told by their form. */
export function redactText(text: string): string {
  return secretTexts.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), text);
}

/**
 * A copy without what may be a secret: by the name it stands under, however deep, and by its form inside texts. Errors
 * stay as they are; whoever writes them down takes their texts through `redactText`.
 */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return redactText(value);
  if (typeof value !== "object" || value === null || value instanceof Error) return value;
  if (value instanceof Date || ArrayBuffer.isView(value)) return value;
  if (depth >= depthMax) return censor;
  if (Array.isArray(value)) return value.map((entry: unknown) => redact(entry, depth + 1));
  const entries =
    value instanceof Headers || value instanceof Map ? [...value.entries()] : Object.entries(value);
  return Object.fromEntries(
    entries.map(([name, entry]: [unknown, unknown]) => [
      String(name),
      isSecretName(String(name)) && entry !== null && entry !== undefined ? censor : redact(entry, depth + 1),
    ]),
  );
}

function isSecretName(name: string): boolean {
  return secretName.test(name.replaceAll(/[-_]/g, "").toLowerCase());
}
