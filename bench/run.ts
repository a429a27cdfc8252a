/*
 * `npm run bench`: measures and writes `bench/results/`. `npm run bench -- --only compute,coalescing` runs some parts.
 * Absolute figures belong to the machine they were taken on; the ratios are what can be compared.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { measureApi } from "./api-latency";
import { measureAudit } from "./audit";
import { measureBatchRows } from "./batch-rows";
import { measureCalculationSpeed } from "./calculation-speed";
import { measureCoalescing } from "./coalescing";
import { measureEnumeration } from "./enumeration";
import { measureEvents } from "./events";
import { measureExecutor } from "./executor";
import { measureFleet } from "./fleet";
import { measureHandlerTime } from "./handler-time";
import { measureHindsight } from "./hindsight";
import { measureLargeScreens } from "./large-screens";
import { measureLive } from "./live";
import { describeMachine } from "./measure/machine";
import { baselineKilobytes, firstLoadKilobytes, measurePage } from "./page-speed";
import { measureRowLevelSecurity } from "./row-level-security";
import { measureUncertainty } from "./uncertainty";
import { measureUpload } from "./upload";
import { startMeasuredApplication } from "./web-application";
import { measureWorkbook } from "./workbook";

type Results = Record<string, unknown>;

async function measureWeb(): Promise<Results> {
  const application = await startMeasuredApplication();
  try {
    const buildDir = path.join(application.copy, ".next");
    const baseline = baselineKilobytes(buildDir);
    const ours = firstLoadKilobytes(buildDir, "calculator");
    return {
      firstLoadJavascript: {
        nextBaselineKilobytesGzip: Number(baseline.toFixed(1)),
        calculatorKilobytesGzip: Number(ours.kilobytes.toFixed(1)),
        overBaselineKilobytesGzip: Number((ours.kilobytes - baseline).toFixed(1)),
      },
      page: await measurePage(application.address),
      api: await measureApi(application.address),
    };
  } finally {
    await application.stop();
  }
}

const parts: Readonly<Record<string, () => Promise<unknown> | unknown>> = {
  compute: measureCalculationSpeed,
  batchRows: measureBatchRows,
  fleet: measureFleet,
  coalescing: measureCoalescing,
  handler: measureHandlerTime,
  hindsight: measureHindsight,
  uncertainty: measureUncertainty,
  upload: measureUpload,
  workbook: measureWorkbook,
  largeScreens: measureLargeScreens,
  audit: measureAudit,
  enumeration: measureEnumeration,
  events: measureEvents,
  executor: measureExecutor,
  live: measureLive,
  rowLevelSecurity: measureRowLevelSecurity,
  web: measureWeb,
};

const { values } = parseArgs({ options: { only: { type: "string" } } });
const chosen = values.only?.split(",") ?? Object.keys(parts);
const results: Results = { measuredAt: new Date().toISOString(), machine: describeMachine() };
for (const name of chosen) {
  const part = parts[name];
  if (part === undefined) throw new Error(`--only takes ${Object.keys(parts).join(", ")}; got "${name}"`);
  console.log(`measuring ${name} …`);
  results[name] = await part();
}
const folder = path.join(import.meta.dirname, "results");
mkdirSync(folder, { recursive: true });
const file = path.join(folder, "latest.json");
const earlier = values.only === undefined ? {} : readEarlier(file);
writeFileSync(file, `${JSON.stringify({ ...earlier, ...results }, null, 2)}\n`);
console.log(JSON.stringify(results, null, 2));
process.exit(0);

function readEarlier(name: string): Results {
  try {
    return JSON.parse(readFileSync(name, "utf8"));
  } catch {
    return {};
  }
}
