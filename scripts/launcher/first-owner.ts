/*
 * What `npm run owner` runs: asks for what was not given and makes the first owner. Bundled from this file.
 */
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { firstOwnerInput, makeFirstOwner } from "../../lib/modules/auth/first-owner/make-first-owner";
import { database } from "../../lib/server/database";
import { AppError } from "../../lib/server/errors";

const questions = {
  company: "Name of the company",
  name: "Name of its owner",
  email: "E-mail of its owner",
} as const;
type Given = Partial<Record<keyof typeof questions, string>>;

/** As in exit-codes.mjs. */
const exitCode = { unexpected: 1, configuration: 2, ownerExists: 12 } as const;

async function main(): Promise<void> {
  const { values: given } = parseArgs({
    options: { company: { type: "string" }, name: { type: "string" }, email: { type: "string" } },
  });
  const parsed = firstOwnerInput.safeParse(await askMissing(given));
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    throw new OwnerError(exitCode.configuration, `${problems.join("; ")}.`);
  }
  const { link, linkHours } = await makeFirstOwner(parsed.data);
  console.log(
    [
      "",
      `  ${parsed.data.company} stands, and ${parsed.data.name} is its owner.`,
      `  This link chooses the password of ${parsed.data.email}. It works once, for ${linkHours} hours:`,
      "",
      `  ${link}`,
      "",
    ].join("\n"),
  );
}

async function askMissing(given: Given): Promise<Given> {
  const missing = Object.entries(questions).filter(([field]) => !(field in given));
  if (missing.length === 0) return given;
  if (!process.stdin.isTTY) {
    const flags = missing.map(([field]) => `--${field}`).join(" ");
    throw new OwnerError(exitCode.configuration, `Nobody is here to answer: give ${flags} as well.`);
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answers: Record<string, string> = { ...given };
    for (const [field, question] of missing) answers[field] = await terminal.question(`  ${question}: `);
    return answers;
  } finally {
    terminal.close();
  }
}

class OwnerError extends Error {
  readonly exitCode: number;
  constructor(code: number, message: string) {
    super(message);
    this.exitCode = code;
  }
}

/** What went wrong in words, and how the program ends. */
function explain(error: unknown): { readonly sentence: string; readonly code: number } {
  if (error instanceof OwnerError) return { sentence: error.message, code: error.exitCode };
  if (error instanceof AppError) return { sentence: error.message, code: exitCode.ownerExists };
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (Reflect.get(Object(cause), "code") === "42P01") {
    const sentence = "The tables are missing. Run npm start once: it makes them.";
    return { sentence, code: exitCode.configuration };
  }
  return { sentence: cause instanceof Error ? cause.message : String(cause), code: exitCode.unexpected };
}

try {
  await main();
} catch (error) {
  const { sentence, code } = explain(error);
  console.error(`✗ ${sentence}`);
  process.exitCode = code;
} finally {
  await database().close();
}
