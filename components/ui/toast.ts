import type { ExternalToast } from "sonner";

type Kind = "success" | "error" | "message";
export interface Notice extends Pick<ExternalToast, "description" | "action" | "duration"> {
  readonly kind: Kind;
  readonly title: string;
}

type Deliver = (notice: Notice) => void;
let deliver: Deliver | null = null;
let wake: (() => void) | null = null;
const waiting: Notice[] = [];

/**
 * Says what just happened in a corner of the screen. `options.action` offers one step, such as
 * `{ label: "Undo", onClick }`. The library behind it loads with the first notice.
 */
export function notify(kind: Kind, title: string, options: Omit<Notice, "kind" | "title"> = {}): void {
  const notice = { kind, title, ...options };
  if (deliver !== null) {
    deliver(notice);
    return;
  }
  waiting.push(notice);
  wake?.();
}

/** Calls back when a notice waits for the region to be loaded. */
export function onWaitingNotice(callback: () => void): () => void {
  wake = callback;
  if (waiting.length > 0) callback();
  return () => {
    wake = null;
  };
}

/** Connects the region that shows notices; those given before it was there are delivered now. */
export function receiveNotices(next: Deliver): () => void {
  deliver = next;
  for (const notice of waiting.splice(0)) next(notice);
  return () => {
    deliver = null;
  };
}
