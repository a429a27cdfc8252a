import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sql } from "../client";
import { createTestDatabase, type TestDatabase } from "../testing/test-database";
import { parseCsv } from "./parse-csv";
import { seedReference } from "./seed";

const folder = import.meta.dirname;
let database: TestDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await createTestDatabase();
  sql = postgres(database.directUrl, { max: 1 });
});
afterAll(async () => {
  await sql.end();
  await database.close();
});

async function rowVersions(): Promise<string[]> {
  const rows = await sql<{ row: string }[]>`
    select 'bar ' || day_utc || ' ' || xmin as row from market_analytics
    union all select 'retarget ' || height || ' ' || xmin from difficulty_retargets
    union all select 'model ' || slug || ' ' || xmin from miner_models order by 1`;
  return rows.map(({ row }) => row);
}

/** A copy of the shipped files with one of them changed. */
async function seedChanged(file: string, change: (text: string) => string): Promise<void> {
  const copy = mkdtempSync(path.join(tmpdir(), "seed-"));
  try {
    cpSync(folder, copy, { recursive: true });
    writeFileSync(path.join(copy, file), change(readFileSync(path.join(folder, file), "utf8")));
    await seedReference(sql, copy);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

describe("seedReference", () => {
  it("loads every row of the shipped files", async () => {
    const [count] = await sql`
      select (select count(*)::int from market_analytics) as bars,
        (select count(*)::int from difficulty_retargets) as retargets,
        (select count(*)::int from miner_models) as models`;
    expect(count).toEqual({ bars: 1739, retargets: 127, models: 87 });
  });

  it("keeps value and provenance of a row", async () => {
    const [first] = await sql`select * from market_analytics where day_utc = '2022-01-01'`;
    expect(first).toMatchObject({
      close_usd: "47705",
      source_count: 4,
      source: "shipped daily close, median of public sources",
      origin: "shipped",
    });
    const [retarget] =
      await sql`select difficulty, date_source from difficulty_retargets where height = 899136`;
    expect(retarget).toEqual({ difficulty: "126982285146989.30", date_source: "derived from the change" });
  });

  it("leaves the missing day without a row", async () => {
    expect(await sql`select 1 from market_analytics where day_utc = '2026-08-27'`).toHaveLength(0);
  });

  it("changes no row when it runs again", async () => {
    const before = await rowVersions();
    await seedReference(sql, folder);
    expect(await rowVersions()).toEqual(before);
  });

  it("corrects a shipped close when a later version ships another", async () => {
    await seedChanged("btc-daily-close.csv", (text) =>
      text.replace("2022-01-01,47705,4", "2022-01-01,47706,5"),
    );
    const close = () =>
      sql`select close_usd::int as usd, source_count from market_analytics where day_utc = '2022-01-01'`;
    expect(await close()).toEqual([{ usd: 47706, source_count: 5 }]);
    await seedReference(sql, folder);
    expect(await close()).toEqual([{ usd: 47705, source_count: 4 }]);
  });

  it("keeps a provider's close that rests on as many sources, and replaces one that rests on fewer", async () => {
    await sql`update market_analytics set close_usd = 1, origin = 'provider', source = 'Binance' where day_utc in ('2026-10-05', '2022-01-02')`;
    await sql`update market_analytics set source_count = 1 where day_utc = '2022-01-02'`;
    await seedReference(sql, folder);
    const rows = await sql`
      select close_usd::int as usd, origin from market_analytics where day_utc in ('2026-10-05', '2022-01-02') order by day_utc`;
    expect(rows).toEqual([
      { usd: 47326, origin: "shipped" },
      { usd: 1, origin: "provider" },
    ]);
  });

  it("keeps a provider's retarget whose date comes from a block header", async () => {
    await sql`update difficulty_retargets set day_utc = '2026-10-03', date_source = 'block header', origin = 'provider' where height = 969696`;
    await seedReference(sql, folder);
    const rows =
      await sql`select day_utc::text as day, origin from difficulty_retargets where height = 969696`;
    expect(rows).toEqual([{ day: "2026-10-03", origin: "provider" }]);
  });

  it("keeps a model that was revised beyond the shipped revision", async () => {
    await sql`update miner_models set power_watts = 3550, revision = 2 where slug = 'antminer-s21'`;
    await seedReference(sql, folder);
    const rows = await sql`select power_watts::int as watts from miner_models where slug = 'antminer-s21'`;
    expect(rows).toEqual([{ watts: 3550 }]);
  });

  it("refuses a broken cell with file, line, column and value, and changes nothing", async () => {
    const before = await rowVersions();
    const seeding = seedChanged("difficulty-retargets.csv", (text) =>
      text.replace("24371874614345.62", "NaN"),
    );
    await expect(seeding).rejects.toThrow(
      'difficulty-retargets.csv:3: difficulty must be a number above 0, got "NaN"',
    );
    expect(await rowVersions()).toEqual(before);
  });
});

describe("parseCsv", () => {
  it("reads commas and doubled quotes within quotes", () => {
    expect(parseCsv("f.csv", 'a,b\n"1, ""x""",2\n', ["a", "b"])).toEqual([{ a: '1, "x"', b: "2", line: 2 }]);
  });
  it("refuses other columns", () => {
    expect(() => parseCsv("f.csv", "a,c\n", ["a", "b"])).toThrow("f.csv:1: columns must be a,b, got a,c");
  });
  it("refuses a row that is too short or whose quote stays open", () => {
    expect(() => parseCsv("f.csv", "a,b\n1\n", ["a", "b"])).toThrow("f.csv:2: must have 2 fields, got 1");
    expect(() => parseCsv("f.csv", 'a,b\n1,"2\n', ["a", "b"])).toThrow(
      "f.csv:2: a quote is opened and never closed",
    );
  });
});
