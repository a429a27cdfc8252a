import fc from "fast-check";
import { expect, it } from "vitest";
import { readLines } from "./read-lines";

async function linesOf(chunks: readonly Uint8Array[]): Promise<string[]> {
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  const lines: string[] = [];
  for await (const line of readLines(stream)) lines.push(line);
  return lines;
}

it("finds the same lines wherever the bytes are cut, in the middle of a letter too", async () => {
  const line = fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => !/[\n\uFEFF]/.test(text));
  await fc.assert(
    fc.asyncProperty(
      fc.array(line),
      fc.integer({ min: 1, max: 7 }),
      fc.boolean(),
      async (lines, size, isEnded) => {
        const text = lines.join("\n") + (isEnded && lines.length > 0 ? "\n" : "");
        const bytes = new TextEncoder().encode(text);
        const chunks: Uint8Array[] = [];
        for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size));
        expect(await linesOf(chunks)).toEqual(lines);
      },
    ),
  );
});
