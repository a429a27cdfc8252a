/*
 * State in the fragment of a link: `#v=1&z=` and the JSON deflated, in base64url. The fragment never reaches a
 * server, so what a person shares stays between them and whom they send it to.
 */

/** Longest packed text that is looked at: 12 kB of it unpack in a few milliseconds. */
const packedCharsMax = 16_384;
/** What a link may unpack to, so that a hundred bytes cannot become a gigabyte. */
const unpackedBytesMax = 262_144;

export type Unpacked =
  /** There is nothing packed in the link. */
  | { readonly kind: "none" }
  | { readonly kind: "value"; readonly value: unknown }
  /** Why the link cannot be read, as a sentence. */
  | { readonly kind: "problem"; readonly problem: string };

/** A fragment ("#v=1&z=…") that `unpackLink` turns into the same JSON value again. */
export async function packLink(version: number, value: unknown): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const packed = new Uint8Array(await new Response(stream).arrayBuffer());
  return `#v=${version}&z=${toBase64Url(packed)}`;
}

/** The JSON value packed into a link's fragment. Never throws: whatever is wrong with the link is said in words. */
export async function unpackLink(version: number, fragment: string): Promise<Unpacked> {
  const params = new URLSearchParams(fragment.replace(/^#/, ""));
  const asked = params.get("v");
  const packed = params.get("z");
  if (asked === null && packed === null) return { kind: "none" };
  if (asked !== String(version)) {
    const given = asked === null ? "no version" : `version “${asked.slice(0, 20)}”`;
    return problem(`It is of ${given}; this page reads version ${version}.`);
  }
  if (packed === null || packed === "") return problem("Nothing is packed in it.");
  if (packed.length > packedCharsMax) {
    const length = packed.length.toLocaleString("en-US");
    return problem(
      `It is ${length} characters long; at most ${packedCharsMax.toLocaleString("en-US")} are read.`,
    );
  }
  const bytes = fromBase64Url(packed);
  if (bytes === null)
    return problem("It holds characters that no such link has: it was cut or changed on its way.");
  const text = await inflate(bytes);
  if (text.kind === "problem") return text;
  try {
    return { kind: "value", value: JSON.parse(text.text) };
  } catch {
    return problem("What unpacks from it is not JSON: it was changed on its way.");
  }
}

function problem(sentence: string): { readonly kind: "problem"; readonly problem: string } {
  return { kind: "problem", problem: sentence };
}

/** Unpacks piece by piece and stops at the bound, whatever the link claims. */
async function inflate(
  bytes: Uint8Array<ArrayBuffer>,
): Promise<{ kind: "text"; text: string } | { kind: "problem"; problem: string }> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  let size = 0;
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    const reader = stream.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { kind: "text", text: text + decoder.decode() };
      size += value.byteLength;
      if (size > unpackedBytesMax) {
        await reader.cancel();
        return problem(
          `It unpacks to more than ${unpackedBytesMax / 1024} kB, more than any link of this site.`,
        );
      }
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    return problem("It cannot be unpacked: it was cut or changed on its way.");
  }
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[A-Za-z0-9_-]+$/.test(text) || text.length % 4 === 1) return null;
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}
