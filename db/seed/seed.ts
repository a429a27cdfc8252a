import type { Sql } from "../client";
import { type ReferenceFiles, readReferenceFiles } from "./reference-files";

/** Said wherever a shipped close is shown. */
const shippedCloseSource = "shipped daily close, median of public sources";

type Statement = (sql: Sql, files: ReferenceFiles) => Promise<unknown>;

/**
 * Brings the reference data up to what this version ships, in one transaction; a second run changes no row.
 *
 * What providers wrote stays, unless the shipped row rests on more: a close of more sources, or a date from a block
 * header where the provider's is not. A model that was revised here beyond the shipped revision stays as well.
 *
 * @param folder where the CSV files lie: the migrator is bundled, so the place of this file does not tell.
 * @throws SeedFileError when a file breaks a rule; nothing is changed then.
 */
export async function seedReference(sql: Sql, folder: string): Promise<void> {
  const files = readReferenceFiles(folder);
  await sql.begin(async (tx) => {
    // The transaction speaks the same tagged template; its type lacks only what ends the connection.
    for (const seed of [seedDailyCloses, seedRetargets, seedModels]) await seed(tx as unknown as Sql, files);
  });
}

/** The rows as one parameter: drizzle switches off the array types of a client that it has touched. */
const asJson = (rows: readonly object[]) => JSON.stringify(rows);

const seedDailyCloses: Statement = (sql, { dailyCloses }) => sql`
  insert into market_analytics as known (day_utc, close_usd, source_count, source, origin)
  select date, close_usd, sources, ${shippedCloseSource}, 'shipped'
  from json_to_recordset(${asJson(dailyCloses)}::text::json) as shipped (
    date date, close_usd numeric, sources smallint
  )
  on conflict (day_utc) do update
    set close_usd = excluded.close_usd, source_count = excluded.source_count, source = excluded.source,
      origin = excluded.origin
    where (known.origin = 'shipped' or known.source_count < excluded.source_count)
      and known is distinct from excluded`;

const seedRetargets: Statement = (sql, { retargets }) => sql`
  insert into difficulty_retargets as known (height, day_utc, difficulty, date_source, origin)
  select height, date, difficulty, date_source, 'shipped'
  from json_to_recordset(${asJson(retargets)}::text::json) as shipped (
    height int, date date, difficulty numeric, date_source text
  )
  on conflict (height) do update
    set day_utc = excluded.day_utc, difficulty = excluded.difficulty, date_source = excluded.date_source,
      origin = excluded.origin
    where (known.origin = 'shipped'
        or (known.date_source <> 'block header' and excluded.date_source = 'block header'))
      and known is distinct from excluded`;

const seedModels: Statement = (sql, { models }) => sql`
  insert into miner_models as known (
    slug, name, maker, bin, hashrate_ths, power_watts, cooling, released_on, source_title, source_url,
    source_checked_on, status, revision, reference_price_usd, price_as_of, note, aliases
  )
  select slug, name, maker, bin, hashrate_ths, power_watts, cooling, nullif(released_on, ''), source_title,
    nullif(source_url, ''), source_checked_on, status, revision, nullif(reference_price_usd, '')::numeric,
    nullif(price_as_of, ''), nullif(note, ''), array_remove(string_to_array(aliases, ';'), '')
  from json_to_recordset(${asJson(models)}::text::json) as shipped (
    slug text, name text, maker text, bin text, hashrate_ths numeric, power_watts numeric, cooling text,
    released_on text, source_title text, source_url text, source_checked_on date, status text, revision int,
    reference_price_usd text, price_as_of text, note text, aliases text
  )
  on conflict (slug) do update
    set name = excluded.name, maker = excluded.maker, bin = excluded.bin, hashrate_ths = excluded.hashrate_ths,
      power_watts = excluded.power_watts, cooling = excluded.cooling, released_on = excluded.released_on,
      source_title = excluded.source_title, source_url = excluded.source_url,
      source_checked_on = excluded.source_checked_on, status = excluded.status, revision = excluded.revision,
      reference_price_usd = excluded.reference_price_usd, price_as_of = excluded.price_as_of,
      note = excluded.note, aliases = excluded.aliases
    where known.revision <= excluded.revision and known is distinct from excluded`;
