import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { isAbout, storedAboutPerson } from "@/lib/modules/auth/privacy/stored-about-person";
import type { StoredPart } from "@/lib/modules/auth/privacy/stored-part";
import { audit } from "@/lib/server/audit/audit";
import { AppError } from "@/lib/server/errors";
import type { StreamAnswer } from "@/lib/server/stream-route";
import { withTransaction } from "@/lib/server/transaction";
import { authorizeUser, type Viewer } from "@/lib/server/viewer";

/** Everything stored about a person: per part its rows, and what is left out of them with the reason. */
export interface PersonExport {
  readonly format: "hashinsight.person.1";
  /** ISO 8601 UTC. */
  readonly exportedAt: string;
  readonly parts: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  readonly leftOut: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Everything stored about the viewer, in whatever company; the trail says that it was taken. */
export async function exportPerson(viewer: Viewer): Promise<PersonExport> {
  const person = authorizeUser(viewer, "auth:export_own_data");
  const { userId } = person;
  // By the product itself: a person's own role does not show them all that is kept about them.
  const reader = { kind: "system", name: "privacy", request: person.request } as const;
  return await withTransaction(reader, async (tx) => {
    await tx.execute(sql`set local statement_timeout = '60s'`);
    const [row] = await tx.execute<{ email: string | null }>(
      sql`select email from users where id = ${userId} and erased_at is null`,
    );
    if (row === undefined) throw new AppError("not_found", "The account is not there any more.");
    const parts: Record<string, readonly Record<string, unknown>[]> = {};
    for (const part of storedAboutPerson.filter(({ columns }) => columns.length > 0)) {
      parts[part.part] = await rowsOf(tx, part, { userId, email: row.email });
    }
    await audit(tx, person, {
      action: "auth.data_exported",
      object: { kind: "user", id: userId },
      before: null,
      after: null,
    });
    return {
      format: "hashinsight.person.1",
      exportedAt: new Date().toISOString(),
      parts,
      leftOut: Object.fromEntries(storedAboutPerson.map(({ part, withheld }) => [part, withheld])),
    };
  });
}

/** The same as a file. */
export async function exportPersonFile(viewer: Viewer): Promise<StreamAnswer> {
  const text = JSON.stringify(await exportPerson(viewer), null, 2);
  return {
    body: new TextEncoder().encode(text),
    contentType: "application/json",
    fileName: "hashinsight-everything-about-me.json",
  };
}

async function rowsOf(
  tx: Transaction,
  part: StoredPart,
  person: Parameters<typeof isAbout>[1],
): Promise<Record<string, unknown>[]> {
  const columns = sql.join(
    part.columns.map((column) => sql`t.${sql.identifier(column)}`),
    sql`, `,
  );
  const rows = await tx.execute<{ row: Record<string, unknown> }>(sql`
    select to_jsonb(r) as row
    from (select ${columns} from ${sql.identifier(part.table)} t where ${isAbout(part, person)}) r`);
  return rows.map(({ row }) => row);
}
