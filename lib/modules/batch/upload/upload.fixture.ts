import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import type { UploadEvent } from "@/lib/modules/batch/schema/upload-events";
import { bundleTools } from "@/scripts/launcher/build.mjs";

const root = path.resolve(import.meta.dirname, "../../../..");

/** A folder with the bundled programs, inside the repository so that they find its packages. */
export async function bundledTools(): Promise<{ readonly folder: string; readonly remove: () => void }> {
  mkdirSync(path.join(root, ".test"), { recursive: true });
  const folder = mkdtempSync(path.join(root, ".test", "tools-"));
  await bundleTools(root, root, folder);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The events of an answer as they arrive. */
export async function* eventsOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<UploadEvent> {
  let rest = "";
  const decoder = new TextDecoder();
  for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield JSON.parse(line);
  }
  if (rest !== "") throw new Error(`The answer was cut off in: ${rest.slice(0, 100)}`);
}

/** A body that is sent by hand, piece by piece. */
export function openBody(): {
  readonly stream: ReadableStream<Uint8Array>;
  readonly send: (text: string | Uint8Array) => void;
  readonly end: () => void;
  readonly breakOff: () => void;
} {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const stream = new ReadableStream<Uint8Array>({
    start: (opened) => {
      controller = opened;
    },
  });
  return {
    stream,
    send: (text) => controller?.enqueue(typeof text === "string" ? new TextEncoder().encode(text) : text),
    end: () => controller?.close(),
    breakOff: () => controller?.error(new Error("the client went away")),
  };
}
