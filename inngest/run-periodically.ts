import { log } from "@/lib/server/log";
import type { PeriodicTask } from "./periodic-tasks";
import { createWakeUp } from "./wake-up";

export interface RunningTask {
  wake(): void;
  /** Lets the run under way end, and begins no other. */
  stop(): Promise<void>;
}

const failedMs = 5000;

/** Runs a task again and again, one run at a time. One that fails is said so and tried again after a pause. */
export function runPeriodically(task: PeriodicTask): RunningTask {
  const wakeUp = createWakeUp();
  let isStopping = false;
  let isFailing = false;

  async function once(): Promise<number> {
    try {
      const found = await task.run();
      if (isFailing) log.info({ task: task.name }, "worker: a task runs again");
      isFailing = false;
      return found > 0 ? task.busyMs : task.idleMs;
    } catch (error) {
      if (!isFailing) log.error({ err: error, task: task.name }, "worker: a task failed and is tried again");
      isFailing = true;
      return Math.max(failedMs, task.busyMs);
    }
  }

  async function run(): Promise<void> {
    while (!isStopping) await wakeUp.sleep(await once());
  }

  const running = run();
  return {
    wake() {
      if (task.isWokenByEvents && !isFailing) wakeUp.wake();
    },
    async stop() {
      isStopping = true;
      wakeUp.wake();
      await running;
    },
  };
}
