import type { Metadata } from "next";
import { LoginsScreen } from "@/components/auth/people/logins-screen";
import { listLogins } from "@/lib/modules/auth/people/queries/list-logins";
import { readForPage } from "@/lib/server/page";

export const metadata: Metadata = { title: "Login history" };

export default async function LoginRecordsPage() {
  const first = await readForPage("/admin/login_records", (viewer) =>
    listLogins(viewer, { offset: 0, limit: 100 }),
  );
  return <LoginsScreen first={first} />;
}
