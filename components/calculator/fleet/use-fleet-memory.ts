"use client";

import {
  type Dispatch,
  startTransition,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import type { FleetDocument } from "@/components/calculator/fleet/fleet-document";
import type { FleetAction } from "@/components/calculator/fleet/fleet-state";
import type { SavedProblem } from "@/components/calculator/fleet/fleet-storage";
import { notify } from "@/components/ui/toast";

/** Whose fleet is on the screen: the one of this browser, or one that came with the address. */
export type Origin = "own" | "link" | "calculator";

export interface FleetMemory {
  readonly origin: Origin;
  /** True while a saved or shared fleet is being read. */
  readonly isOpening: boolean;
  /** Why the address' fleet cannot be shown; the own one is shown instead. */
  readonly linkProblems: readonly string[];
  readonly dismissLinkProblems: () => void;
  /** A saved fleet that cannot be read: nothing is saved over it until the person decides. */
  readonly unreadable: SavedProblem | null;
  readonly discardUnreadable: () => void;
  /** Why the browser does not keep the fleet. */
  readonly saveProblem: string | null;
  /** Makes the shared fleet the one of this browser. */
  readonly keep: () => void;
  /** Leaves the shared fleet for the one of this browser. */
  readonly backToOwn: () => void;
}

const writeAfterMs = 400;
// Checking what comes from outside needs a library; a first visit does not.
const loadStorage = () => import("@/components/calculator/fleet/fleet-storage");
const loadLink = () => import("@/components/calculator/fleet/fleet-link");

/** Opens what the address or the browser holds, and keeps what is edited where it came from. */
export function useFleetMemory(document: FleetDocument, dispatch: Dispatch<FleetAction>): FleetMemory {
  const [origin, setOrigin] = useState<Origin>("own");
  const [isOpening, setIsOpening] = useState(false);
  const [linkProblems, setLinkProblems] = useState<readonly string[]>([]);
  const [unreadable, setUnreadable] = useState<SavedProblem | null>(null);
  const [saveProblem, setSaveProblem] = useState<string | null>(null);
  // What was opened or is the example: not worth writing until it changes.
  const opened = useRef(document);

  const show = useCallback(
    (next: FleetDocument, from: Origin) => {
      opened.current = next;
      // Hundreds of lines are drawn piece by piece, not in one task.
      startTransition(() => {
        dispatch({ type: "restore", document: next });
        setOrigin(from);
        setIsOpening(false);
      });
    },
    [dispatch],
  );
  const openOwn = useCallback(async () => {
    const { loadSaved } = await loadStorage();
    const saved = loadSaved();
    setOrigin("own");
    setUnreadable(saved.kind === "unreadable" ? saved : null);
    if (saved.kind === "document") show(saved.document, "own");
    else {
      const { exampleDocument } = await import("@/components/calculator/fleet/example-document");
      show(exampleDocument, "own");
    }
  }, [show]);
  const open = useCallback(async () => {
    setIsOpening(true);
    const { asksForFleet, readSharedFleet } = await loadLink();
    const { hash, search } = window.location;
    const shared = asksForFleet({ hash, search }) ? await readSharedFleet({ hash, search }) : null;
    if (shared?.kind === "document") show(shared.document, shared.from);
    else {
      await openOwn();
      if (shared?.kind === "problem") setLinkProblems(shared.problems);
    }
  }, [openOwn, show]);

  // Before the first paint of the hydrated page, so that a fleet of one's own does not follow on the example's figures.
  useLayoutEffect(() => {
    if (window.location.hash.length > 1 || window.location.search.length > 1 || hasSaved()) void open();
    const onHash = () => void (/[#&]z=/.test(window.location.hash) && open());
    window.addEventListener("hashchange", onHash);
    return () => window.removeEventListener("hashchange", onHash);
  }, [open]);

  useEffect(() => {
    if (document === opened.current || isOpening || (origin === "own" && unreadable !== null)) return;
    const write = async () => {
      opened.current = document;
      if (origin === "own") setSaveProblem((await loadStorage()).saveFleet(document));
      else {
        const { fleetLink } = await loadLink();
        window.history.replaceState(null, "", await fleetLink(document));
      }
    };
    const timer = setTimeout(() => void write(), writeAfterMs);
    const onLeave = () => void write();
    window.addEventListener("pagehide", onLeave);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("pagehide", onLeave);
    };
  }, [document, origin, isOpening, unreadable]);

  return {
    origin,
    isOpening,
    linkProblems,
    dismissLinkProblems: () => setLinkProblems([]),
    unreadable,
    discardUnreadable: () => {
      opened.current = { ...document };
      setUnreadable(null);
    },
    saveProblem,
    keep: () => {
      void keepShared(document, setSaveProblem);
      opened.current = document;
      setUnreadable(null);
      setOrigin("own");
    },
    backToOwn: () => {
      window.history.replaceState(null, "", window.location.pathname);
      void openOwn();
    },
  };
}

function hasSaved(): boolean {
  try {
    return localStorage.getItem("hashinsight.fleet") !== null;
  } catch {
    return false;
  }
}

async function keepShared(
  document: FleetDocument,
  onProblem: (problem: string | null) => void,
): Promise<void> {
  const { restoreSaved, savedText, saveFleet } = await loadStorage();
  const before = savedText();
  const problem = saveFleet(document);
  onProblem(problem);
  if (problem !== null) return;
  window.history.replaceState(null, "", window.location.pathname);
  notify("success", "Kept in this browser", {
    description:
      before === null ? "It opens with it from now on." : "It took the place of the fleet saved before.",
    ...(before === null
      ? {}
      : { action: { label: "Undo", onClick: () => restoreSaved(before) }, duration: 15_000 }),
  });
}
