"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleUser, Cpu, Home, Keyboard, LogIn, Monitor, Moon, Sun } from "lucide-react";
import { useRouter } from "next/navigation";
import { usePerson } from "@/components/shell/person/use-person";
import { setTheme } from "@/components/shell/theme";
import { useNavigation } from "@/components/shell/use-navigation";
import {
  Command,
  CommandEmpty,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
} from "@/components/ui/command";
import { Dialog } from "@/components/ui/dialog";
import { fetchJson, isRecord } from "@/lib/browser/fetch-json";

interface PaletteModel {
  readonly slug: string;
  readonly name: string;
  readonly hashrateThs: number;
}

function isPaletteModel(value: unknown): value is PaletteModel {
  return (
    isRecord(value) &&
    typeof value.slug === "string" &&
    typeof value.name === "string" &&
    typeof value.hashrateThs === "number"
  );
}

function parseModels(body: unknown): PaletteModel[] {
  if (!isRecord(body) || !Array.isArray(body.models)) throw new TypeError("models is missing");
  return body.models.filter(isPaletteModel);
}

interface PaletteProps {
  readonly onClose: () => void;
  readonly onHelp: () => void;
}

/** Go anywhere, pick a machine for the calculator, switch the theme: all by typing. */
export function Palette({ onClose, onHelp }: PaletteProps) {
  const router = useRouter();
  const items = useNavigation();
  const isPerson = usePerson().data?.kind === "user";
  const models = useQuery({
    queryKey: ["miners", "palette"],
    queryFn: ({ signal }) => fetchJson("/api/miners", parseModels, { signal }),
    staleTime: 3_600_000,
  });
  const go = (href: string) => {
    onClose();
    router.push(href);
  };
  const then = (act: () => void) => () => {
    onClose();
    act();
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Search" bare className="sm:max-w-xl">
      <Command label="Search pages, machines and actions" loop>
        <CommandInput placeholder="Go to a page, or type a machine: S21 XP" />
        <CommandList className="max-h-[min(26rem,60dvh)]">
          <CommandEmpty>Nothing of that name. Try a model number, such as S19.</CommandEmpty>
          <CommandGroup heading="Go to">
            <CommandItem value="home start" onSelect={() => go("/")}>
              <Home aria-hidden="true" /> Start
            </CommandItem>
            {items.map(({ href, label, hint, Icon }) => (
              <CommandItem key={href} value={`${label} ${hint}`} onSelect={() => go(href)}>
                <Icon aria-hidden="true" />
                {label}
                <span className="ml-auto hidden truncate text-muted-foreground text-xs sm:inline">
                  {hint}
                </span>
              </CommandItem>
            ))}
            {isPerson ? (
              <CommandItem value="account profile password devices security" onSelect={() => go("/account")}>
                <CircleUser aria-hidden="true" /> Your account
              </CommandItem>
            ) : (
              <CommandItem value="sign in login" onSelect={() => go("/login")}>
                <LogIn aria-hidden="true" /> Sign in
              </CommandItem>
            )}
          </CommandGroup>
          <CommandGroup heading="Look">
            <CommandItem value="theme light" onSelect={then(() => setTheme("light"))}>
              <Sun aria-hidden="true" /> Light
            </CommandItem>
            <CommandItem value="theme dark" onSelect={then(() => setTheme("dark"))}>
              <Moon aria-hidden="true" /> Dark
            </CommandItem>
            <CommandItem value="theme system device" onSelect={then(() => setTheme("system"))}>
              <Monitor aria-hidden="true" /> As the device
            </CommandItem>
            <CommandItem value="keyboard shortcuts help" onSelect={onHelp}>
              <Keyboard aria-hidden="true" /> Keyboard shortcuts
            </CommandItem>
          </CommandGroup>
          <CommandGroup heading="Calculate a machine">
            {models.data?.map(({ slug, name, hashrateThs }) => (
              <CommandItem
                key={slug}
                value={`${name} ${slug}`}
                onSelect={() => go(`/calculator?m=${encodeURIComponent(slug)}`)}
              >
                <Cpu aria-hidden="true" />
                {name}
                <span className="ml-auto text-muted-foreground text-xs">
                  {hashrateThs.toLocaleString("en-US")} TH/s
                </span>
              </CommandItem>
            ))}
            {models.isError && (
              <CommandItem disabled value="machines unavailable">
                Machines cannot be listed: {models.error.message}
              </CommandItem>
            )}
          </CommandGroup>
        </CommandList>
      </Command>
    </Dialog>
  );
}
