const colour = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (/** @type {string} */ code, /** @type {string} */ text) =>
  colour ? `\u001b[${code}m${text}\u001b[0m` : text;

/** A reader that went away must not take the application with it. */
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

/** @param {string} line what is being done */
export function say(line) {
  console.log(`${paint("36", "›")} ${line}`);
}

/** @param {string} sentence why it ends */
export function complain(sentence) {
  console.error(`${paint("31", "✗")} ${sentence}`);
}

/**
 * The last thing on the screen of a good start.
 *
 * @param {{ address: string, seconds: number, database: string, notes: string[] }} facts
 */
export function welcome({ address, seconds, database, notes }) {
  const lines = [
    "",
    `  ${paint("1", "HashInsight")}  ready in ${seconds.toFixed(1)} s`,
    "",
    `  Open      ${paint("36;4", address)}`,
    `  Database  ${database}`,
    ...notes.map((note) => `  ${note}`),
    `  Stop      Ctrl-C`,
    "",
  ];
  console.log(lines.join("\n"));
}
