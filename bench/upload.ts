import { request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { constantRate, type RateResult } from "./measure/constant-rate";
import { watchMemory, webProcessOf } from "./measure/process-memory";
import { figure, median } from "./measure/statistics";
import { fleetCsv, fleetXlsx } from "./upload-file";
import { startMeasuredApplication } from "./web-application";

const rows = 100_000;
const others = ["/calculator", "/network", "/api/market/now"];
const ratePerSecond = 20;
/** Quiet and loaded windows take turns, so that a drift of the machine meets both. */
const rounds = 4;
const secondsPerWindow = 6;

/**
 * A file of 100,000 rows as CSV and as XLSX, from the first byte sent to the last line received; the memory of the
 * server and the 95th percentiles of other pages meanwhile; beside a plain loop over the same CSV.
 */
export async function measureUpload() {
  const application = await startMeasuredApplication();
  try {
    const { address, copy } = application;
    const csv = fleetCsv(rows);
    const pid = webProcessOf(copy);
    // Warm: code is compiled, caches are filled, the first thread has come and gone.
    await everyOther(address, 3);
    await send(address, fleetCsv(2000));
    return {
      rows,
      plainLoopSeconds: figure(plainLoopSeconds(new TextDecoder().decode(csv))),
      halfSent: await resultsOfHalf(address, csv),
      csv: await underLoad(address, pid, csv),
      xlsx: await underLoad(address, pid, fleetXlsx(rows)),
    };
  } finally {
    await application.stop();
  }
}

/** Answers of each of the other pages, in their order. */
function everyOther(address: string, seconds: number): Promise<RateResult[]> {
  return Promise.all(others.map((path) => constantRate({ url: address + path }, ratePerSecond, seconds)));
}

async function underLoad(address: string, pid: number, file: Uint8Array<ArrayBuffer>) {
  const memory = watchMemory(pid);
  const alone = await send(address, file);
  const quiet: RateResult[][] = [];
  const loaded: RateResult[][] = [];
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    quiet.push(await everyOther(address, secondsPerWindow));
    const meanwhile = everyOther(address, secondsPerWindow);
    const until = performance.now() + secondsPerWindow * 1000;
    // One upload follows another without a pause.
    while (performance.now() < until) times.push((await send(address, file)).seconds);
    loaded.push(await meanwhile);
  }
  const p95Of = (windows: RateResult[][], at: number) =>
    median(windows.map((results) => results[at]?.p95Ms ?? Number.NaN));
  return {
    megabytes: figure(file.length / 1e6),
    secondsAlone: figure(alone.seconds),
    firstResultSeconds: figure(alone.firstResultSeconds),
    answerMegabytes: figure(alone.bytes / 1e6),
    secondsAmongOthers: figure(median(times)),
    memoryGrowthMebibytes: figure(memory.stop()),
    others: Object.fromEntries(
      others.map((path, at) => {
        const [quietP95Ms, p95Ms] = [p95Of(quiet, at), p95Of(loaded, at)];
        const errors = loaded.reduce((sum, results) => sum + (results[at]?.errors ?? 0), 0);
        const ratio = figure(p95Ms / quietP95Ms);
        return [path, { quietP95Ms: figure(quietP95Ms), p95Ms: figure(p95Ms), ratio, errors }];
      }),
    ),
  };
}

interface Sent {
  readonly seconds: number;
  readonly firstResultSeconds: number;
  readonly bytes: number;
}

/** Sends a file and reads the answer while it sends. @throws Error unless the last line is "end". */
async function send(address: string, file: Uint8Array): Promise<Sent> {
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  let firstResultSeconds = Number.NaN;
  const upload = open(address, (text) => {
    if (Number.isNaN(firstResultSeconds) && text.includes('"type":"results"')) firstResultSeconds = seconds();
  });
  upload.end(file);
  const { bytes, tail } = await upload.answer;
  const last = tail.trimEnd().split("\n").at(-1) ?? "";
  if (!last.includes('"outcome":"calculated"'))
    throw new Error(`the upload ended with ${last.slice(0, 300)}`);
  return { seconds: seconds(), firstResultSeconds, bytes };
}

/** Sends half a file, waits, and says whether results had come before the other half was sent. */
async function resultsOfHalf(address: string, file: Uint8Array) {
  let linesBefore = 0;
  const upload = open(address, (text) => {
    linesBefore += text.split('"type":"results"').length - 1;
  });
  upload.write(file.subarray(0, file.length / 2));
  await pause(4000);
  const resultLinesBeforeRest = linesBefore;
  upload.end(file.subarray(file.length / 2));
  await upload.answer;
  return { resultLinesBeforeRest, resultLines: linesBefore };
}

function open(address: string, onText: (text: string) => void) {
  const upload = request(`${address}/batch/upload`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream" },
  });
  const answer = new Promise<{ readonly bytes: number; readonly tail: string }>((resolve, reject) => {
    upload.on("error", reject);
    upload.on("response", (response) => {
      let bytes = 0;
      let tail = "";
      response.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
        const text = chunk.toString("latin1");
        onText(text);
        tail = (tail + text).slice(-65_536);
      });
      response.on("end", () => resolve({ bytes, tail }));
      response.on("error", reject);
    });
  });
  return {
    write: (bytes: Uint8Array) => upload.write(bytes),
    end: (bytes: Uint8Array) => upload.end(bytes),
    answer,
  };
}

/** The least that anybody must do: split at line ends and commas, and the formula of daily profit. */
function plainLoopSeconds(text: string): number {
  const started = performance.now();
  let profitUsd = 0;
  for (const line of text.split("\n").slice(1)) {
    if (line === "") continue;
    const cells = line.split(",");
    const quantity = Number(cells[3]);
    const kwh = (Number(cells[4]) * quantity * 24) / 1000;
    const btc = (86_400 * 200e12 * quantity * 3.125) / (132.7e12 * 4_294_967_296);
    profitUsd += btc * 0.975 * 85_000 - kwh * Number(cells[5]);
  }
  if (!Number.isFinite(profitUsd)) throw new Error("the plain loop did not calculate");
  return (performance.now() - started) / 1000;
}
