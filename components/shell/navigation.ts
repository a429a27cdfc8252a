import {
  Braces,
  Calculator,
  FileSpreadsheet,
  History,
  type LucideIcon,
  Network,
  PowerOff,
  ServerCog,
} from "lucide-react";

export interface NavigationItem {
  readonly href: string;
  readonly label: string;
  /** For the tabs at the bottom of a phone; without one it is reached there by the palette, menu and links. */
  readonly shortLabel?: string;
  readonly Icon: LucideIcon;
  /** What a person finds there, for the palette. */
  readonly hint: string;
}

/** What everybody may go to, visitors too, in the order of the rail. Only what exists. */
export const navigation: readonly NavigationItem[] = [
  {
    href: "/calculator",
    label: "Calculator",
    shortLabel: "Calculator",
    Icon: Calculator,
    hint: "What machines earn, and when they pay back",
  },
  {
    href: "/calculator/back-test",
    label: "Back-test",
    Icon: History,
    hint: "What the calculator said on a day of the past, and what happened",
  },
  {
    href: "/curtailment-calculator",
    label: "Fleet & curtailment",
    shortLabel: "Fleet",
    Icon: PowerOff,
    hint: "A mixed fleet: what to switch off, and in which hours",
  },
  {
    href: "/batch-calculator",
    label: "Batch",
    Icon: FileSpreadsheet,
    hint: "A spreadsheet of machines in, an answer for every row out",
  },
  {
    href: "/miners",
    label: "Compare & catalogue",
    shortLabel: "Machines",
    Icon: ServerCog,
    hint: "Hashrate, power and efficiency of every model",
  },
  {
    href: "/network",
    label: "Network",
    shortLabel: "Network",
    Icon: Network,
    hint: "Price, difficulty, retargets, hashprice",
  },
  {
    href: "/docs/api",
    label: "API docs",
    shortLabel: "API",
    Icon: Braces,
    hint: "Every address, what it takes and answers",
  },
];
