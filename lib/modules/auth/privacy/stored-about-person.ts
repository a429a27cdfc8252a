import { type SQL, sql } from "drizzle-orm";
import type { StoredPart, StoredPerson } from "@/lib/modules/auth/privacy/stored-part";
import { portfolioParts } from "@/lib/modules/auth/privacy/stored-portfolio";

const secret = "Of no use to the person, and as good as a password to others.";
const pseudonym = "Holds a random id, which stands for nobody once the person's own row is empty.";

/**
 * All that is kept about a person, in the order in which it can be deleted: export and erasure are made from this list.
 * A test holds it against the tables, so that a new column that holds a person's id, or a new column of a table named
 * here, has to be decided on.
 */
export const storedAboutPerson: readonly StoredPart[] = [
  {
    part: "account",
    table: "users",
    by: ["id"],
    columns: [
      "id",
      "email",
      "email_verified_at",
      "username",
      "name",
      "password_changed_at",
      "is_active",
      "created_at",
      "last_sign_in_at",
    ],
    withheld: {
      password_hash: secret,
      erased_at: "Nobody who was erased can ask.",
      version: "Counts changes of the row.",
    },
    erasure: "emptied",
  },
  {
    part: "sitesGiven",
    table: "membership_sites",
    by: [],
    also: ({ userId }) => sql`t.membership_id in (select id from memberships where user_id = ${userId})`,
    columns: ["membership_id", "site_id", "org_id"],
    withheld: {},
    erasure: "deleted",
  },
  {
    part: "placesInCompanies",
    table: "memberships",
    by: ["user_id"],
    columns: ["id", "org_id", "role", "is_active", "expires_at", "note", "created_at"],
    withheld: { version: "Counts changes of the row." },
    erasure: "deleted",
  },
  {
    part: "sessions",
    table: "user_sessions",
    by: ["user_id"],
    columns: [
      "id",
      "org_id",
      "method",
      "created_at",
      "last_seen_at",
      "expires_at",
      "confirmed_at",
      "address",
      "user_agent",
      "ended_at",
      "ended_reason",
    ],
    withheld: {},
    erasure: "deleted",
  },
  {
    part: "triesToSignIn",
    table: "login_records",
    by: ["user_id"],
    columns: ["id", "occurred_at", "identifier_masked", "method", "outcome", "address", "user_agent"],
    withheld: {},
    erasure: "deleted",
  },
  {
    part: "invitationsReceived",
    table: "invitations",
    by: ["accepted_by_id"],
    also: ({ email }) => sql`t.email = ${email}`,
    columns: [
      "id",
      "org_id",
      "email",
      "name",
      "role",
      "site_ids",
      "access_expires_at",
      "created_at",
      "expires_at",
      "accepted_at",
      "revoked_at",
    ],
    withheld: { token_hash: secret, invited_by_id: "About somebody else." },
    erasure: "emptied",
  },
  {
    part: "invitationsSent",
    table: "invitations",
    by: ["invited_by_id"],
    columns: ["id", "org_id", "role", "created_at", "accepted_at", "revoked_at"],
    withheld: { email: "About somebody else.", name: "About somebody else." },
    erasure: { keptBecause: pseudonym },
  },
  {
    part: "linksInMails",
    table: "mail_tokens",
    by: ["user_id"],
    columns: ["purpose", "email", "created_at", "expires_at"],
    withheld: { token_hash: secret },
    erasure: "deleted",
  },
  {
    part: "signInsUnderWay",
    table: "sign_in_challenges",
    by: ["user_id"],
    columns: ["kind", "expires_at"],
    withheld: { id: secret, data: secret },
    erasure: "deleted",
  },
  {
    part: "secondFactor",
    table: "totp_factors",
    by: ["user_id"],
    columns: ["confirmed_at"],
    withheld: { secret_envelope: secret, last_used_step: "Keeps a code from working twice." },
    erasure: "deleted",
  },
  {
    part: "recoveryCodes",
    table: "recovery_codes",
    by: ["user_id"],
    columns: ["used_at"],
    withheld: { code_hash: secret },
    erasure: "deleted",
  },
  {
    part: "passkeys",
    table: "passkeys",
    by: ["user_id"],
    columns: ["id", "credential_id", "transports", "is_backed_up", "name", "created_at", "last_used_at"],
    withheld: { public_key: "Means nothing outside this application.", counter: "Tells copies apart." },
    erasure: "deleted",
  },
  {
    part: "wallets",
    table: "wallets",
    by: ["user_id"],
    columns: ["address", "linked_at", "last_used_at"],
    withheld: {},
    erasure: "deleted",
  },
  {
    part: "apiTokens",
    table: "refresh_tokens",
    by: ["user_id"],
    columns: ["org_id", "api_key_id", "created_at", "expires_at", "used_at", "revoked_at"],
    withheld: { token_hash: secret, family_id: "Finds a token that was used twice." },
    erasure: "deleted",
  },
  {
    part: "apiKeys",
    table: "api_keys",
    by: ["user_id"],
    columns: [
      "id",
      "org_id",
      "name",
      "scopes",
      "created_at",
      "expires_at",
      "last_used_at",
      "last_used_address",
      "revoked_at",
    ],
    withheld: { key_hash: secret },
    erasure: "deleted",
  },
  {
    part: "apiKeysRevoked",
    table: "api_keys",
    by: ["revoked_by_id"],
    columns: ["id", "revoked_at"],
    withheld: {},
    erasure: { keptBecause: pseudonym },
  },
  ...portfolioParts,
  {
    part: "eventsCaused",
    table: "event_outbox",
    by: [],
    also: ({ userId }) => sql`t.actor = ${`user:${userId}`} or t.payload ->> 'userId' = ${userId}`,
    columns: ["event_id", "org_id", "type", "aggregate_type", "aggregate_id", "created_at"],
    withheld: {
      payload: "Ids, or an envelope that nobody can read; events are gone after seven days.",
      actor: "The person's id, or somebody else's.",
      ...Object.fromEntries(
        ["id", "aggregate_version", "state", "lease_until", "attempts", "next_at", "last_error"]
          .concat("done_at", "replay_of", "coalesced_into")
          .map((column) => [column, "How far the event has got."]),
      ),
    },
    erasure: { keptBecause: `${pseudonym} Events are gone after seven days.` },
  },
  {
    part: "actsInTheTrail",
    table: "audit_entries",
    by: ["actor_id"],
    also: ({ userId }) => sql`t.object_kind = 'user' and t.object_id = ${userId}
      or t.actor_kind = 'api_key' and t.actor_id in (select id from api_keys where user_id = ${userId})`,
    columns: ["id", "org_id", "at", "action", "object_kind", "object_id", "request_id"],
    withheld: {
      before: "What of it is about the person stands under valuesInTheTrail.",
      after: "What of it is about the person stands under valuesInTheTrail.",
      address: "Stands under valuesInTheTrail.",
      personal: "Vouches for valuesInTheTrail without saying them.",
      actor_kind: "The person, or somebody else.",
      written_order: "Order of sealing.",
      written_by: "Order of sealing.",
    },
    erasure: { keptBecause: `The trail never changes. ${pseudonym}` },
  },
  {
    part: "valuesInTheTrail",
    table: "audit_personal_values",
    by: ["person_id"],
    columns: ["entry_id", "path", "value"],
    withheld: {},
    erasure: "deleted",
  },
  {
    part: "saltOfTheTrail",
    table: "audit_personal_salts",
    by: ["person_id"],
    columns: [],
    withheld: { salt: "Random; what it hides stands under valuesInTheTrail." },
    erasure: "deleted",
  },
];

/** The rows of a part that are about a person, as a condition on the table under the name `t`. */
export function isAbout(part: StoredPart, person: StoredPerson): SQL {
  const conditions = part.by.map((column) => sql`t.${sql.identifier(column)} = ${person.userId}`);
  if (part.also !== undefined) conditions.push(part.also(person));
  return sql.join(
    conditions.map((condition) => sql`(${condition})`),
    sql` or `,
  );
}
