import { AppError } from "@/lib/server/errors";

interface SlotLimits {
  readonly running: number;
  readonly waiting: number;
  /** The longest that somebody waits. */
  readonly waitMs: number;
}

/** Lets a few uploads run at once, a few more wait, and sends the rest away with the time to come back. */
export class UploadSlots {
  private readonly limits: SlotLimits;
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(limits: SlotLimits) {
    this.limits = limits;
  }

  /**
   * Takes a slot.
   *
   * @returns what gives it back; further calls of it do nothing
   * @throws AppError `limited` when too many wait or it takes too long
   */
  async take(signal: AbortSignal): Promise<() => void> {
    if (this.running < this.limits.running) this.running += 1;
    else await this.wait(signal);
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      const next = this.waiting.shift();
      if (next === undefined) this.running -= 1;
      else next();
    };
  }

  /** Resolves with the slot of somebody who gave it back. */
  private wait(signal: AbortSignal): Promise<void> {
    if (this.waiting.length >= this.limits.waiting || signal.aborted) return Promise.reject(busy());
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.waiting.splice(this.waiting.indexOf(turn), 1);
        end();
        reject(busy());
      };
      const timer = setTimeout(leave, this.limits.waitMs);
      const end = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", leave);
      };
      const turn = () => {
        end();
        resolve();
      };
      signal.addEventListener("abort", leave, { once: true });
      this.waiting.push(turn);
    });
  }
}

function busy(): AppError {
  return new AppError("limited", "Other files are being read just now. Send yours again in a moment.", {
    retryAfterSeconds: 10,
  });
}
