/** Sleep that can be cut short, also before it begins: a wake-up that comes during the work is not lost. */
export interface WakeUp {
  wake(): void;
  /** Resolves after `ms`, or at once when somebody woke since the last sleep. */
  sleep(ms: number): Promise<void>;
}

export function createWakeUp(): WakeUp {
  let isWoken = false;
  let end: (() => void) | null = null;
  return {
    wake() {
      isWoken = true;
      end?.();
    },
    async sleep(ms) {
      if (!isWoken) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          end = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      end = null;
      isWoken = false;
    },
  };
}
