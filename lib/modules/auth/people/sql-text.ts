import { type SQL, sql } from "drizzle-orm";

/** A moment as ISO 8601 in UTC. */
export const iso = (column: SQL): SQL =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Ids as an array of PostgreSQL; drizzle would make a list of an array. */
export const uuids = (ids: readonly string[]): SQL => sql`${`{${ids.join(",")}}`}::uuid[]`;

/** A text as a pattern of `ilike` that finds it anywhere, whatever signs it has. */
export const anywhere = (text: string): string => `%${text.replaceAll(/[\\%_]/g, "\\$&")}%`;
