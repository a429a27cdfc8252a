import { AppError } from "@/lib/server/errors";

/** How many may work at once, how many may wait, and how long. */
export interface SlotLimits {
  readonly atOnceMax: number;
  readonly waitingMax: number;
  readonly waitMsMax: number;
}

interface Waiter {
  readonly start: () => void;
  readonly timer: NodeJS.Timeout;
}

/** Lets a fixed number of heavy calculations run at once; the others wait their turn for a short while. */
export class HashSlots {
  private readonly limits: SlotLimits;
  private readonly waiting: Waiter[] = [];
  private running = 0;
  constructor(limits: SlotLimits) {
    this.limits = limits;
  }

  /** Result of the work. @throws AppError `upstream` (503) when no slot comes free in time. */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.take();
    try {
      return await work();
    } finally {
      this.giveBack();
    }
  }

  private take(): Promise<void> {
    if (this.running < this.limits.atOnceMax) {
      this.running += 1;
      return Promise.resolve();
    }
    if (this.waiting.length >= this.limits.waitingMax) return Promise.reject(busy());
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(waiter), 1);
        reject(busy());
      }, this.limits.waitMsMax);
      const waiter: Waiter = { start: resolve, timer };
      this.waiting.push(waiter);
    });
  }

  /** A slot goes to whoever waits longest, without being free in between. */
  private giveBack(): void {
    const next = this.waiting.shift();
    if (next === undefined) {
      this.running -= 1;
      return;
    }
    clearTimeout(next.timer);
    next.start();
  }
}

function busy(): AppError {
  const message = "Too many people are signing in at this moment. Try again in a few seconds.";
  return new AppError("upstream", message, { retryAfterSeconds: 3 });
}

/** All passwords of this process: four hashes leave the machine able to do other things. */
export const hashSlots = new HashSlots({ atOnceMax: 4, waitingMax: 200, waitMsMax: 5000 });
