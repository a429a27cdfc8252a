import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { roles } from "../../lib/domain/rbac/role";
import { instant } from "./columns";

/** An operator company: the tenant. `org_id` everywhere else points here. */
export const companies = pgTable("companies", {
  id: uuid("id").primaryKey(),
  name: text("name").notNull(),
  createdAt: instant("created_at").notNull().defaultNow(),
  closedAt: instant("closed_at"),
  version: integer("version").notNull().default(1),
});

/** A person who can sign in; what they may do is said by their memberships. */
export const users = pgTable(
  "users",
  {
    id: uuid("id").primaryKey(),
    /** In lower case; null once the person is erased. */
    email: text("email"),
    emailVerifiedAt: instant("email_verified_at"),
    /** In lower case; null when none was chosen. */
    username: text("username"),
    name: text("name").notNull(),
    /** PHC string of argon2id, or a hash of the earlier system until its next use; null without a password. */
    passwordHash: text("password_hash"),
    passwordChangedAt: instant("password_changed_at"),
    /** False when suspended everywhere. */
    isActive: boolean("is_active").notNull().default(true),
    erasedAt: instant("erased_at"),
    createdAt: instant("created_at").notNull().defaultNow(),
    lastSignInAt: instant("last_sign_in_at"),
    version: integer("version").notNull().default(1),
  },
  (table) => [
    uniqueIndex("users_email_unique").on(table.email),
    uniqueIndex("users_username_unique").on(table.username),
    check("users_email_lower", sql`${table.email} = lower(${table.email})`),
    check("users_username_lower", sql`${table.username} = lower(${table.username})`),
    check("users_username_is_no_email", sql`${table.username} !~ '@'`),
    check("users_email_or_erased", sql`${table.email} is not null or ${table.erasedAt} is not null`),
  ],
);

/** A person's place in one company. */
export const memberships = pgTable(
  "memberships",
  {
    id: uuid("id").primaryKey(),
    orgId: uuid("org_id")
      .notNull()
      .references(() => companies.id),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    role: text("role", { enum: roles }).notNull(),
    /** False while suspended in this company. */
    isActive: boolean("is_active").notNull().default(true),
    /** The last moment of access; null when it does not end. */
    expiresAt: instant("expires_at"),
    /** What staff note about the person: position, plan. */
    note: text("note"),
    createdAt: instant("created_at").notNull().defaultNow(),
    version: integer("version").notNull().default(1),
  },
  (table) => [
    uniqueIndex("memberships_org_user_unique").on(table.orgId, table.userId),
    index("memberships_user_idx").on(table.userId),
    check(
      "memberships_role_known",
      sql`${table.role} in ('owner', 'admin', 'site_manager', 'operator', 'sales', 'customer', 'guest')`,
    ),
  ],
);

/** The sites given to a site manager or operator. */
export const membershipSites = pgTable(
  "membership_sites",
  {
    membershipId: uuid("membership_id")
      .notNull()
      .references(() => memberships.id, { onDelete: "cascade" }),
    siteId: uuid("site_id").notNull(),
    orgId: uuid("org_id").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.membershipId, table.siteId] }),
    index("membership_sites_site_idx").on(table.siteId),
  ],
);

/** A signed-in browser. The row decides on every request; the cookie only names it. */
export const userSessions = pgTable(
  "user_sessions",
  {
    id: uuid("id").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    /** The company acted for; null while the person is in none. */
    orgId: uuid("org_id").references(() => companies.id),
    method: text("method", { enum: ["password", "passkey", "wallet", "invitation"] }).notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    /** Written at most once a minute; 30 minutes without a request end the session. */
    lastSeenAt: instant("last_seen_at").notNull().defaultNow(),
    /** The end whatever happens: 12 hours after signing in. */
    expiresAt: instant("expires_at").notNull(),
    /** When the person last proved who they are; dangerous acts want this to be recent. */
    confirmedAt: instant("confirmed_at").notNull(),
    address: text("address").notNull(),
    userAgent: text("user_agent").notNull(),
    endedAt: instant("ended_at"),
    endedReason: text("ended_reason", {
      enum: [
        "signed_out",
        "signed_out_everywhere",
        "replaced",
        "password_changed",
        "ended_by_admin",
        "suspended",
        "erased",
      ],
    }),
  },
  (table) => [index("user_sessions_user_idx").on(table.userId).where(sql`${table.endedAt} is null`)],
);

/** Every try to sign in. */
export const loginRecords = pgTable(
  "login_records",
  {
    id: uuid("id").primaryKey(),
    occurredAt: instant("occurred_at").notNull().defaultNow(),
    /** Null when the account does not exist. */
    userId: uuid("user_id").references(() => users.id),
    /** What was typed, shortened to its first letters and its domain: people type passwords into this field. */
    identifierMasked: text("identifier_masked").notNull(),
    method: text("method", { enum: ["password", "passkey", "wallet", "api_token"] }).notNull(),
    outcome: text("outcome", {
      enum: [
        "succeeded",
        "wrong_password",
        "unknown_account",
        "second_factor_wanted",
        "wrong_second_factor",
        "throttled",
        "not_verified",
        "suspended",
        "wrong_signature",
      ],
    }).notNull(),
    address: text("address").notNull(),
    userAgent: text("user_agent").notNull(),
  },
  (table) => [
    index("login_records_user_idx").on(table.userId, table.occurredAt.desc()),
    // Read from its end; with `desc()` it would put nulls last, which no query asks for, and be passed over.
    index("login_records_occurred_idx").on(table.occurredAt, table.id),
  ],
);

/** A place in a company offered by mail. */
export const invitations = pgTable(
  "invitations",
  {
    id: uuid("id").primaryKey(),
    orgId: uuid("org_id")
      .notNull()
      .references(() => companies.id),
    /** In lower case; null once the person is erased. */
    email: text("email"),
    name: text("name"),
    role: text("role", { enum: roles }).notNull(),
    siteIds: uuid("site_ids").array().notNull().default(sql`'{}'::uuid[]`),
    /** Last moment of the access that is offered; null when it does not end. */
    accessExpiresAt: instant("access_expires_at"),
    tokenHash: text("token_hash").notNull().unique(),
    invitedById: uuid("invited_by_id")
      .notNull()
      .references(() => users.id),
    createdAt: instant("created_at").notNull().defaultNow(),
    /** When the link stops working. */
    expiresAt: instant("expires_at").notNull(),
    acceptedAt: instant("accepted_at"),
    acceptedById: uuid("accepted_by_id").references(() => users.id),
    revokedAt: instant("revoked_at"),
  },
  (table) => [index("invitations_org_idx").on(table.orgId, table.createdAt.desc())],
);
