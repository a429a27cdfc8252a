/** Those that words hardly hold come first and win where two stand equally often. */
const candidates = ["\t", ";", "|", ","] as const;

/** What separates the cells of a CSV file. */
export type CsvDelimiter = (typeof candidates)[number];

/** The first line up to its end, quoted line ends included; `null` while the end has not come. */
export function firstLine(text: string): string | null {
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (sign === "\n" || sign === "\r")) return text.slice(0, at);
  }
  return null;
}

/** The delimiter that stands most often outside quotes in the header line; a comma when none does. */
export function csvDelimiter(header: string): CsvDelimiter {
  const bare = header.replaceAll(/"[^"]*"/g, "");
  const counted = candidates.map((sign) => ({ sign, count: bare.split(sign).length - 1 }));
  return counted.reduce((best, one) => (one.count > best.count ? one : best), { sign: ",", count: 0 } as {
    sign: CsvDelimiter;
    count: number;
  }).sign;
}

/** The delimiter that Excel's own first line "sep=;" states, with the text after that line; else `null`. */
export function statedDelimiter(
  text: string,
): { readonly delimiter: CsvDelimiter; readonly rest: string } | null {
  const match = /^"?sep=([,;\t|])"?(?:\r\n|\n|\r)/i.exec(text);
  const delimiter = candidates.find((sign) => sign === match?.[1]);
  if (match === null || delimiter === undefined) return null;
  return { delimiter, rest: text.slice(match[0].length) };
}
