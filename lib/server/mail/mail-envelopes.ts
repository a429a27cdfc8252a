import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { mailRequested } from "@/lib/server/mail/request-mail";
import type { SecretPlace } from "@/lib/server/secrets/envelope";

/** A mail in its envelope, wherever it stands. */
export interface MailEnvelope {
  readonly place: SecretPlace;
  readonly envelope: string;
  /** Whether nobody is going to send it any more. */
  readonly isOver: boolean;
  /** Puts another envelope in its place, unless somebody did so meanwhile. */
  readonly replace: (envelope: string) => Promise<void>;
}

/** Where mails stand that were asked for: rows of a table, and in them the payload of `mailRequested`. */
interface Source {
  readonly table: string;
  readonly column: string;
  /** Keys in the column that lead to the payload. */
  readonly path: readonly string[];
  /** Type of the column by which a row is found again, and that column. */
  readonly key: { readonly column: string; readonly type: string };
  /** A condition on the table under the name `t` that its index or a short look decides. */
  readonly when: SQL;
  readonly isOver: SQL;
}

const event = { table: "inngest_event", column: "data", key: { column: "id", type: "text" } } as const;

const sources: readonly Source[] = [
  {
    table: "event_outbox",
    column: "payload",
    path: [],
    key: { column: "id", type: "bigint" },
    when: sql`t.type = ${mailRequested.type}`,
    isOver: sql`t.state in (2, 3)`,
  },
  {
    table: "event_dlq",
    column: "payload",
    path: [],
    key: { column: "event_id", type: "uuid" },
    when: sql`true`,
    isOver: sql`t.resolved_at is not null`,
  },
  {
    ...event,
    path: ["payload"],
    when: sql`t.name = ${mailRequested.type}`,
    isOver: sql`not exists (select from inngest_run r where r.event_id = t.id and r.status = 'running')`,
  },
  // What the engine says of a function that failed for the last time holds the event.
  {
    ...event,
    path: ["event", "data", "payload"],
    when: sql`t.name = 'inngest/function.failed'`,
    isOver: sql`true`,
  },
];

interface EnvelopeRow extends Record<string, unknown> {
  readonly key: string;
  readonly mail_id: string;
  readonly envelope: string;
  readonly is_over: boolean;
}

/**
 * All mails in envelopes that were not emptied, under locks: one that the relay is handing over just now is waited for, and
 * then found where it went. For a transaction of the system.
 */
export async function mailEnvelopes(tx: Transaction): Promise<MailEnvelope[]> {
  const found: MailEnvelope[] = [];
  for (const source of sources) {
    const { table, key, when, isOver } = source;
    const [mailId, envelope] = [textAt(source, "mailId"), textAt(source, "envelope")];
    const rows = await tx.execute<EnvelopeRow>(sql`
      select t.${sql.identifier(key.column)}::text as key, ${mailId} as mail_id, ${envelope} as envelope,
        ${isOver} as is_over
      from ${sql.identifier(table)} t where ${when} and ${mailId} is not null and ${envelope} <> ''
      order by 1 for update of t`);
    found.push(...rows.map((row) => envelopeIn(tx, source, row)));
  }
  return found;
}

function envelopeIn(tx: Transaction, source: Source, row: EnvelopeRow): MailEnvelope {
  const { table, column, path, key } = source;
  return {
    place: `event_outbox.payload:${row.mail_id}`,
    envelope: row.envelope,
    isOver: row.is_over,
    replace: async (envelope) => {
      const name = sql.identifier(column);
      await tx.execute(sql`
        update ${sql.identifier(table)} t
        set ${name} = jsonb_set(t.${name}, ${pathText([...path, "envelope"])}::text[], to_jsonb(${envelope}::text))
        where t.${sql.identifier(key.column)} = ${row.key}::${sql.raw(key.type)}
          and ${textAt(source, "envelope")} = ${row.envelope}`);
    },
  };
}

function textAt({ column, path }: Source, name: string): SQL {
  return sql`t.${sql.identifier(column)} #>> ${pathText([...path, name])}::text[]`;
}

const pathText = (keys: readonly string[]): string => `{${keys.join(",")}}`;
