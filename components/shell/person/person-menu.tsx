"use client";

import { ChevronDown, CircleUser, LogOut } from "lucide-react";
import Link from "next/link";
import { CompanyChoice } from "@/components/shell/person/company-choice";
import type { Person } from "@/components/shell/person/person";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { notify } from "@/components/ui/toast";
import { useAction } from "@/lib/browser/use-action";
import { logoutAction } from "@/lib/modules/auth/sessions/actions";

/** Who one is, for which company, and what concerns oneself: account, administration, signing out. */
export function PersonMenu({ person }: { readonly person: Person }) {
  // A whole page load: nothing of this person stays in the browser's memory.
  const leave = useAction(logoutAction, () => location.assign("/"));
  const signOut = async () => {
    const answer = await leave.run({});
    if (answer?.ok === false)
      notify("error", "You are not signed out", { description: answer.error.message });
  };
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" aria-label={`Your account, ${person.name}`} className="gap-1.5 px-2">
          <Avatar name={person.name} />
          <ChevronDown aria-hidden="true" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="w-72">
        <div className="flex items-center gap-3 px-2 py-2">
          <Avatar name={person.name} className="size-9 text-xs" />
          <div className="min-w-0">
            <p className="truncate font-medium">{person.name}</p>
            <p className="truncate text-muted-foreground text-xs">{person.email}</p>
          </div>
        </div>
        <DropdownMenuSeparator />
        <CompanyChoice person={person} />
        <DropdownMenuSeparator />
        <DropdownMenuItem asChild>
          <Link href="/account">
            <CircleUser aria-hidden="true" /> Your account
          </Link>
        </DropdownMenuItem>
        {person.navigation.map(({ href, label, Icon }) => (
          <DropdownMenuItem key={href} asChild>
            <Link href={href}>
              <Icon aria-hidden="true" /> {label}
            </Link>
          </DropdownMenuItem>
        ))}
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => void signOut()}>
          <LogOut aria-hidden="true" /> Sign out
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
