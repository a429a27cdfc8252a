import { readFileSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";

// `npm test` says where it keeps the data; by hand it is where `npm start` does.
const { HI_DATA_DIR = ".data" } = process.env;

/**
 * Runs something on the database of the application under test, past all its rules: for state that no screen makes, and
 * for damage that nobody should be able to do.
 */
export async function onDatabase<Result>(work: (sql: postgres.Sql) => Promise<Result>): Promise<Result> {
  const read = (file: string) => readFileSync(path.join(HI_DATA_DIR, file), "utf8");
  const credentials: Readonly<Record<string, string>> = JSON.parse(read("credentials.json"));
  // The fourth line is the port: https://www.postgresql.org/docs/18/storage-file-layout.html
  const port = read("postgres/postmaster.pid").split("\n")[3];
  const address = `postgres://postgres:${credentials.postgres}@127.0.0.1:${port}/hashinsight`;
  const sql = postgres(address, { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}
