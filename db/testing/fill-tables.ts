import { createHash } from "node:crypto";
import type { TransactionSql } from "postgres";
import { v7 as uuidV7 } from "uuid";
import type { Role } from "../../lib/domain/rbac/role";
import type { Sql } from "../client";

/** A company whose every row says so: its word stands in each text of its own. */
export interface FilledCompany {
  readonly id: string;
  readonly word: string;
  readonly siteId: string;
}

/** A person whose every row says so: their word stands in each text that is kept about them. */
export interface FilledPerson {
  readonly userId: string;
  readonly orgId: string;
  readonly role: Role;
  readonly word: string;
  readonly email: string;
  /** Ids that a person of another company might ask for. */
  readonly ids: {
    readonly membership: string;
    readonly session: string;
    readonly invitation: string;
    readonly passkey: string;
    readonly apiKey: string;
    readonly auditEntry: string;
    readonly userMiner: string;
  };
}

/** What no answer and no line of the log may ever hold: stands in every column that keeps a hash or an envelope. */
export const secretWord = "neverleavesthedatabase";

type Rows = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * For tests: a company with a site, and a row in every table that belongs to a company and to no person.
 * A new table of that kind gets its line here; `app/access/row-security.test.ts` finds a table without one.
 */
export async function fillCompany(
  sql: Sql,
  word: string,
  { isSealed = true }: { readonly isSealed?: boolean } = {},
): Promise<FilledCompany> {
  const company = { id: uuidV7(), word, siteId: uuidV7() };
  const orgId = company.id;
  const [eventId, entryId] = [uuidV7(), uuidV7()];
  await insert(sql, {
    companies: { id: orgId, name: `${word} Hosting` },
    sites: { id: company.siteId, org_id: orgId, name: `${word} Hall` },
    event_outbox: {
      event_id: eventId,
      org_id: orgId,
      aggregate_type: "test",
      aggregate_id: `${word}-thing`,
      aggregate_version: 1,
      type: `test.${word}`,
      payload: json({ text: word }),
      actor: "system:test",
      state: 2,
    },
    event_inbox: { consumer: `${word}-consumer`, event_id: eventId },
    event_dlq: {
      event_id: eventId,
      consumer: `${word}-consumer`,
      payload: json({ text: word }),
      error: word,
      attempts: 1,
      first_seen: now(),
      last_seen: now(),
    },
    mail_deliveries: { event_id: eventId, last_error: word },
    live_receipts: { id: uuidV7(), topic: word, org_id: orgId, committed_at: now(), received_at: now() },
    audit_entries: entryRow(entryId, orgId, { kind: "system", id: "test" }, `test.${word}`),
    // Made up: a test that seals for real has none.
    ...(isSealed ? sealRows(orgId, entryId, word) : {}),
  });
  return company;
}

/**
 * For tests: a person with a place in the company and a row in every table that belongs to a person. A new table of that
 * kind gets its line here; `app/access/row-security.test.ts` finds a table without one.
 */
export async function fillPerson(
  sql: Sql,
  company: FilledCompany,
  { word, role }: { readonly word: string; readonly role: Role },
): Promise<FilledPerson> {
  const userId = uuidV7();
  const orgId = company.id;
  const email = `${word}@mail.example`;
  const ids = {
    membership: uuidV7(),
    session: uuidV7(),
    invitation: uuidV7(),
    passkey: uuidV7(),
    apiKey: hex(`key ${word}`).slice(0, 8),
    auditEntry: uuidV7(),
    userMiner: uuidV7(),
  };
  const [address, agent] = [`2001:db8::${word}`, `Browser of ${word}`];
  const later = new Date(Date.now() + 86_400_000).toISOString();
  const secret = (what: string) => `${secretWord}.${what}.${hex(word).slice(0, 12)}`;
  await insert(sql, {
    users: {
      id: userId,
      email,
      email_verified_at: now(),
      username: `${word}.user`,
      name: `Person ${word}`,
      password_hash: secret("password"),
      password_changed_at: now(),
    },
    memberships: { id: ids.membership, org_id: orgId, user_id: userId, role, note: `Note on ${word}` },
    membership_sites: { membership_id: ids.membership, site_id: company.siteId, org_id: orgId },
    user_sessions: {
      id: ids.session,
      user_id: userId,
      org_id: orgId,
      method: "password",
      expires_at: later,
      confirmed_at: now(),
      address,
      user_agent: agent,
    },
    login_records: {
      id: uuidV7(),
      user_id: userId,
      identifier_masked: `${word}…@mail.example`,
      method: "password",
      outcome: "succeeded",
      address,
      user_agent: agent,
    },
    invitations: {
      id: ids.invitation,
      org_id: orgId,
      email,
      name: `Person ${word}`,
      role: "guest",
      token_hash: secret("invitation"),
      invited_by_id: userId,
      accepted_by_id: userId,
      expires_at: later,
    },
    mail_tokens: {
      token_hash: secret("mail"),
      purpose: "change_email",
      user_id: userId,
      email: `new.${email}`,
      expires_at: later,
    },
    sign_in_challenges: {
      id: secret("challenge"),
      kind: "passkey_register",
      user_id: userId,
      data: json({ text: word }),
      expires_at: later,
    },
    totp_factors: { user_id: userId, secret_envelope: secret("totp"), confirmed_at: now() },
    recovery_codes: { user_id: userId, code_hash: secret("recovery") },
    passkeys: {
      id: ids.passkey,
      user_id: userId,
      credential_id: `credential-${word}`,
      public_key: secret("passkey"),
      counter: 0,
      is_backed_up: true,
      name: `Key of ${word}`,
    },
    wallets: { address: `0x${word}`, user_id: userId },
    api_keys: {
      id: ids.apiKey,
      org_id: orgId,
      user_id: userId,
      name: `Program of ${word}`,
      key_hash: secret("key"),
      scopes: ["market:read"],
      last_used_address: address,
      revoked_by_id: userId,
    },
    refresh_tokens: {
      token_hash: secret("refresh"),
      family_id: uuidV7(),
      user_id: userId,
      org_id: orgId,
      expires_at: later,
    },
    ...portfolioRows({ userId, orgId, word, minerId: ids.userMiner }),
    audit_entries: entryRow(ids.auditEntry, orgId, { kind: "user", id: userId }, "test.acted"),
    audit_personal_values: {
      entry_id: ids.auditEntry,
      path: "/after/name",
      person_id: userId,
      value: json(`Person ${word}`),
    },
    audit_personal_salts: { person_id: userId, salt: secret("salt") },
  });
  return { userId, orgId, role, word, email, ids };
}

interface PortfolioOwner {
  readonly userId: string;
  readonly orgId: string;
  readonly word: string;
  readonly minerId: string;
}

function portfolioRows({ userId, orgId, word, minerId }: PortfolioOwner): Rows {
  const owner = { user_id: userId, org_id: orgId };
  return {
    user_portfolios: { ...owner, version: 1 },
    user_miners: {
      ...owner,
      id: minerId,
      name: `Rack of ${word}`,
      hashrate_ths: 100,
      power_watts: 3000,
      quantity: 1,
      electricity_usd_per_kwh: "0.06",
    },
    portfolio_results: {
      ...owner,
      miner_id: minerId,
      miner_version: 1,
      calculated_at: now(),
      estimate: json({
        btcPerDayNetEstimate: 0,
        dailyRevenueUsdEstimate: null,
        dailyPoolFeeUsdEstimate: null,
        dailyEnergyKwhEstimate: 0,
        dailyPowerCostUsdEstimate: 0,
        dailyProfitUsdEstimate: null,
        dailyProfitBtcEstimate: null,
        breakevenElectricityUsdPerKwhEstimate: null,
        breakevenElectricityReason: null,
        breakevenBtcPriceUsdEstimate: null,
        breakevenBtcPriceReason: null,
        paybackMonthsEstimate: null,
        paybackReason: `Why ${word} has none`,
        paybackWarning: null,
      }),
    },
    portfolio_history: {
      ...owner,
      day_utc: "2026-01-01",
      machines: 1,
      hashrate_ths: 100,
      btc_per_day_net_estimate: 0,
      daily_power_cost_usd_estimate: 0,
      difficulty: 1,
      calculated_at: now(),
    },
  };
}

function sealRows(orgId: string, entryId: string, word: string): Rows {
  const place = { org_id: orgId, sequence: 1, hash: hex(word) };
  return {
    audit_seals: { ...place, entry_id: entryId, previous_hash: "0".repeat(64) },
    audit_heads: { ...place, key_id: "test", signature: hex(`signed ${word}`) },
  };
}

function entryRow(
  id: string,
  orgId: string,
  actor: { readonly kind: string; readonly id: string },
  action: string,
): Rows[string] {
  return {
    id,
    org_id: orgId,
    at: now(),
    actor_kind: actor.kind,
    actor_id: actor.id,
    action,
    object_kind: "thing",
    object_id: id,
    after: json({ name: null }),
  };
}

async function insert(sql: Sql, rows: Rows): Promise<void> {
  await sql.begin(async (tx: TransactionSql) => {
    await tx`select set_config('hi.viewer', 'system', true)`;
    for (const [table, row] of Object.entries(rows)) await tx`insert into ${tx(table)} ${tx(row)}`;
  });
}

const hex = (text: string) => createHash("sha256").update(text).digest("hex");
// Drizzle leaves times and JSON of its connection to whoever asks.
const now = () => new Date().toISOString();
const json = (value: unknown) => JSON.stringify(value);
