import { readFileSync } from "node:fs";
import path from "node:path";
import { type CsvRow, parseCsv, SeedFileError } from "./parse-csv";

const dailyCloseColumns = ["date", "close_usd", "sources"] as const;
const retargetColumns = ["height", "date", "difficulty", "date_source"] as const;
const modelColumns = [
  "slug",
  "name",
  "maker",
  "bin",
  "hashrate_ths",
  "power_watts",
  "cooling",
  "released_on",
  "source_title",
  "source_url",
  "source_checked_on",
  "status",
  "revision",
  "reference_price_usd",
  "price_as_of",
  "note",
  "aliases",
] as const;

export interface ReferenceFiles {
  readonly dailyCloses: readonly CsvRow<(typeof dailyCloseColumns)[number]>[];
  readonly retargets: readonly CsvRow<(typeof retargetColumns)[number]>[];
  readonly models: readonly CsvRow<(typeof modelColumns)[number]>[];
}

/** A rule that a cell must keep, and how it is said when it does not. */
interface Rule {
  readonly matches: RegExp;
  readonly says: string;
}

const day: Rule = { matches: /^20\d\d-[01]\d-[0-3]\d$/, says: "a day such as 2026-10-06" };
const positive: Rule = { matches: /^(?!0+(\.0*)?$)\d+(\.\d+)?$/, says: "a number above 0" };
const whole: Rule = { matches: /^[1-9]\d*$/, says: "a whole number above 0" };
const filled: Rule = { matches: /\S/, says: "filled" };
const orEmpty = (rule: Rule): Rule => ({
  matches: new RegExp(`^$|${rule.matches.source}`),
  says: `${rule.says}, or empty`,
});

/**
 * The reference data of this version, each cell checked.
 *
 * @throws SeedFileError naming file, line, column, value and rule.
 */
export function readReferenceFiles(folder: string): ReferenceFiles {
  const read = <Column extends string>(
    file: string,
    columns: readonly Column[],
    rules: Record<string, Rule>,
  ) => {
    const rows = parseCsv(file, readFileSync(path.join(folder, file), "utf8"), columns);
    for (const row of rows) {
      for (const column of columns) {
        const rule = rules[column];
        if (rule === undefined || rule.matches.test(row[column])) continue;
        throw new SeedFileError(`${file}:${row.line}: ${column} must be ${rule.says}, got "${row[column]}"`);
      }
    }
    return rows;
  };
  return {
    dailyCloses: read("btc-daily-close.csv", dailyCloseColumns, {
      date: day,
      close_usd: positive,
      sources: whole,
    }),
    retargets: read("difficulty-retargets.csv", retargetColumns, {
      height: whole,
      date: day,
      difficulty: positive,
      date_source: filled,
    }),
    models: read("miner-models.csv", modelColumns, {
      slug: { matches: /^[a-z0-9]+(-[a-z0-9]+)*$/, says: "lower-case words joined by hyphens" },
      name: filled,
      maker: filled,
      bin: filled,
      hashrate_ths: positive,
      power_watts: positive,
      cooling: { matches: /^(air|hydro|immersion)$/, says: "air, hydro or immersion" },
      released_on: orEmpty({ matches: /^20\d\d(-[01]\d)?$/, says: "a year or month such as 2024-06" }),
      source_title: filled,
      source_url: orEmpty({ matches: /^https:\/\/\S+$/, says: "an https address" }),
      source_checked_on: day,
      status: { matches: /^(confirmed|unconfirmed)$/, says: "confirmed or unconfirmed" },
      revision: whole,
      reference_price_usd: orEmpty(positive),
      price_as_of: orEmpty({ matches: /^20\d\d(-[01]\d){0,2}$/, says: "a year, month or day" }),
    }),
  };
}
