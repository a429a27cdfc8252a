import { Activity, ScrollText, Server, UsersRound } from "lucide-react";
import type { NavigationItem } from "@/components/shell/navigation";
import type { Permission } from "@/lib/domain/rbac/permission-table";

interface ConsoleItem extends NavigationItem {
  /** Any of them opens the page. */
  readonly openedBy: readonly Permission[];
}

/** What people go to once they signed in, in the order of the rail. Loads for people only. */
const consoleNavigation: readonly ConsoleItem[] = [
  {
    href: "/calculator/portfolio",
    label: "Portfolio",
    Icon: Server,
    hint: "Your own machines: profit a day, payback, history",
    openedBy: ["calculator:save"],
  },
  {
    href: "/admin/user_access",
    label: "People",
    Icon: UsersRound,
    hint: "Who may do what: roles, invitations, sign-ins",
    openedBy: ["auth:read_people", "auth:invite_people"],
  },
  {
    href: "/admin/audit",
    label: "Audit trail",
    Icon: ScrollText,
    hint: "Every change: who, when, before and after",
    openedBy: ["auth:read_audit"],
  },
  {
    href: "/admin/events",
    label: "Events",
    Icon: Activity,
    hint: "What happens after changes: lag, runs, what failed",
    openedBy: ["events:read"],
  },
];

/** What somebody with these permissions may enter beyond what everybody may. Each page decides for itself anyway. */
export function consoleNavigationFor(permissions: ReadonlySet<string>): readonly NavigationItem[] {
  return consoleNavigation.filter(({ openedBy }) =>
    openedBy.some((permission) => permissions.has(permission)),
  );
}
