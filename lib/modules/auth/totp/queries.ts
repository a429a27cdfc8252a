import "server-only";
import { sql } from "drizzle-orm";
import type { TotpState } from "@/lib/modules/auth/totp/schema";
import { readAs } from "@/lib/server/transaction";
import { authorizeUser, type Viewer } from "@/lib/server/viewer";

interface StateRow extends Record<string, unknown> {
  readonly enabled_at: string | null;
  readonly codes_left: number;
}

/** Whether the person's second factor is on, and how many recovery codes are left. */
export function getTotp(viewer: Viewer): Promise<TotpState> {
  const { userId } = authorizeUser(viewer, "auth:manage_own_account");
  return readAs(viewer, async (tx) => {
    const [row] = await tx.execute<StateRow>(sql`
      select (select confirmed_at from totp_factors where user_id = ${userId}) as enabled_at,
        (select count(*)::int from recovery_codes where user_id = ${userId} and used_at is null) as codes_left`);
    const enabledAt = row?.enabled_at ?? null;
    return {
      isEnabled: enabledAt !== null,
      enabledAt: enabledAt === null ? null : new Date(enabledAt).toISOString(),
      recoveryCodesLeft: row?.codes_left ?? 0,
    };
  });
}
