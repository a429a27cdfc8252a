/* What bench/audit.ts runs beside its writers: seals with the worker's pauses until its parent disconnects. */
import { periodicTasks } from "@/inngest/periodic-tasks";
import { runPeriodically } from "@/inngest/run-periodically";

const sealing = periodicTasks.filter(({ name }) => name === "seal audit").map(runPeriodically);
process.once("disconnect", async () => {
  await Promise.all(sealing.map((task) => task.stop()));
  process.exit(0);
});
process.send?.("ready");
