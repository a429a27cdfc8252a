"use client";

import {
  type Dispatch,
  type RefObject,
  startTransition,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { exampleDocument } from "@/components/calculator/fleet/example-document";
import type { FleetDocument } from "@/components/calculator/fleet/fleet-document";
import type { FleetAction } from "@/components/calculator/fleet/fleet-state";
import type { SavedProblem } from "@/components/calculator/fleet/fleet-storage";
import { savedKey } from "@/components/calculator/fleet/saved-key";
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
  // What was opened or is the example: not worth writing until it changes.
  const opened = useRef(document);
  const opening = useOpening(dispatch, opened);
  const { origin, setOrigin, isOpening, isSealed, unreadable, setUnreadable, open, openOwn } = opening;
  const [saveProblem, setSaveProblem] = useState<string | null>(null);
  useFollowing(document, opened, opening);
  const mayWrite = !isOpening && !isSealed && (origin !== "own" || unreadable === null);
  useWriting({ document, opened, origin, mayWrite, onProblem: setSaveProblem });

  // Before the first paint of the hydrated page, so that a fleet of one's own does not follow on the example's figures.
  useLayoutEffect(() => {
    if (window.location.hash.length > 1 || window.location.search.length > 1 || hasSaved()) void open();
  }, [open]);

  return {
    origin,
    isOpening,
    linkProblems: opening.linkProblems,
    dismissLinkProblems: () => opening.setLinkProblems([]),
    unreadable,
    discardUnreadable: () => {
      opened.current = { ...document };
      setUnreadable(null);
    },
    saveProblem: isSealed ? notOpened : saveProblem,
    keep: () => {
      void keepShared(document, setSaveProblem, openOwn);
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

const notOpened = "The saved fleet could not be opened; it is untouched. Reload the page to try again.";

type Opened = RefObject<FleetDocument>;

/** Reads the fleet of the address or of the browser and puts it on the screen. */
function useOpening(dispatch: Dispatch<FleetAction>, opened: Opened) {
  const [origin, setOrigin] = useState<Origin>("own");
  const [isOpening, setIsOpening] = useState(false);
  // Set when nobody knows what is saved: then nothing is saved over it.
  const [isSealed, setIsSealed] = useState(false);
  const [linkProblems, setLinkProblems] = useState<readonly string[]>([]);
  const [unreadable, setUnreadable] = useState<SavedProblem | null>(null);

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
    [dispatch, opened],
  );
  const run = useCallback(async (read: () => Promise<void>) => {
    // Nothing is written while it is true: what is on the screen until then belongs elsewhere.
    setIsOpening(true);
    try {
      await read();
    } catch {
      // The code that reads fleets did not come over the network.
      setIsSealed(true);
      setIsOpening(false);
    }
  }, []);
  const readOwn = useCallback(async () => {
    const { loadSaved } = await loadStorage();
    const saved = loadSaved();
    setUnreadable(saved.kind === "unreadable" ? saved : null);
    show(saved.kind === "document" ? saved.document : exampleDocument, "own");
  }, [show]);
  const readAddress = useCallback(async () => {
    const { asksForFleet, readSharedFleet } = await loadLink();
    const { hash, search } = window.location;
    const shared = asksForFleet({ hash, search }) ? await readSharedFleet({ hash, search }) : null;
    if (shared?.kind === "document") return show(shared.document, shared.from);
    if (shared?.kind === "problem") setLinkProblems(shared.problems);
    await readOwn();
  }, [readOwn, show]);
  return {
    origin,
    setOrigin,
    isOpening,
    isSealed,
    linkProblems,
    setLinkProblems,
    unreadable,
    setUnreadable,
    open: useCallback(() => run(readAddress), [run, readAddress]),
    openOwn: useCallback(() => run(readOwn), [run, readOwn]),
  };
}

/** Follows what happens outside: another link in the address bar, another tab that saved. */
function useFollowing(
  document: FleetDocument,
  opened: Opened,
  { origin, open, openOwn }: Pick<ReturnType<typeof useOpening>, "origin" | "open" | "openOwn">,
): void {
  useEffect(() => {
    const onHash = () => {
      if (/[#&]z=/.test(window.location.hash)) void open();
      // A jump within the page took the fleet's place in the address.
      else if (origin !== "own") void writeAddress(document);
    };
    const onSaved = ({ key, newValue }: StorageEvent) => {
      // A tab with edits of its own is about to save them.
      const isIdle = origin === "own" && document === opened.current;
      if (key === savedKey && newValue !== null && isIdle) void openOwn();
    };
    window.addEventListener("hashchange", onHash);
    window.addEventListener("storage", onSaved);
    return () => {
      window.removeEventListener("hashchange", onHash);
      window.removeEventListener("storage", onSaved);
    };
  }, [document, opened, origin, open, openOwn]);
}

interface Writing {
  readonly document: FleetDocument;
  readonly opened: Opened;
  readonly origin: Origin;
  readonly mayWrite: boolean;
  readonly onProblem: (problem: string | null) => void;
}

/** Writes what changed, a moment after the last change: the own fleet to the browser, a shared one to the address. */
function useWriting({ document, opened, origin, mayWrite, onProblem }: Writing): void {
  useEffect(() => {
    if (document === opened.current || !mayWrite) return;
    const write = async () => {
      opened.current = document;
      if (origin === "own") onProblem((await loadStorage()).saveFleet(document));
      else await writeAddress(document);
    };
    const timer = setTimeout(() => void write(), writeAfterMs);
    const onLeave = () => void write();
    window.addEventListener("pagehide", onLeave);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("pagehide", onLeave);
    };
  }, [document, opened, origin, mayWrite, onProblem]);
}

function hasSaved(): boolean {
  try {
    return localStorage.getItem(savedKey) !== null;
  } catch {
    return false;
  }
}

async function writeAddress(document: FleetDocument): Promise<void> {
  const { fleetLink } = await loadLink();
  window.history.replaceState(null, "", await fleetLink(document));
}

async function keepShared(
  document: FleetDocument,
  onProblem: (problem: string | null) => void,
  openOwn: () => Promise<void>,
): Promise<void> {
  const { restoreSaved, savedText, saveFleet } = await loadStorage();
  const before = savedText();
  const problem = saveFleet(document);
  onProblem(problem);
  if (problem !== null) return;
  window.history.replaceState(null, "", window.location.pathname);
  if (before === null) {
    notify("success", "Kept in this browser", { description: "The page opens with it from now on." });
    return;
  }
  const undo = () => {
    restoreSaved(before);
    void openOwn();
  };
  notify("success", "Kept in this browser", {
    description: "It took the place of the fleet saved before.",
    action: { label: "Undo", onClick: undo },
    duration: 15_000,
  });
}
