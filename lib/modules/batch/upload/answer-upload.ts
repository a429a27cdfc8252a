import "server-only";
import { getBatchContext } from "@/lib/modules/batch/queries";
import type { UploadQuery } from "@/lib/modules/batch/schema/upload-contract";
import { runUpload } from "@/lib/modules/batch/upload/run-upload";
import { UploadSlots } from "@/lib/modules/batch/upload/upload-slots";
import type { WorkerStart } from "@/lib/modules/batch/upload/worker-messages";
import { AppError } from "@/lib/server/errors";
import { log } from "@/lib/server/log";
import type { StreamAnswer, StreamRouteInput } from "@/lib/server/stream-route";
import { toolFile } from "@/lib/server/tool-file";
import { readingLimits } from "@/lib/spreadsheet/reading/reading-limits";

/** Two threads leave the web thread its share of a small machine. */
const slots = new UploadSlots({ running: 2, waiting: 4, waitMs: 15_000 });

/**
 * The lines that answer an uploaded file.
 *
 * @throws AppError `invalid` for what the headers already show to be wrong, `limited` when too many are at it
 */
export async function answerUpload({
  viewer,
  query,
  request,
  requestId,
}: StreamRouteInput<UploadQuery>): Promise<StreamAnswer> {
  const bytesTotal = requireFile(request.headers);
  const { body } = request;
  if (body === null) throw new AppError("invalid", "The body is empty; a file is expected.");
  const start = await workerStart(viewer, query, bytesTotal);
  const giveBack = await slots.take(request.signal);
  try {
    const onEnd = (unexpected: unknown) => {
      giveBack();
      if (unexpected !== null) log.error({ err: unexpected, requestId }, "reading an uploaded file failed");
    };
    const workerFile = toolFile("upload-worker.mjs");
    const lines = runUpload({ workerFile, start, body, signal: request.signal, requestId, onEnd });
    return { body: lines, contentType: "application/x-ndjson" };
  } catch (error) {
    giveBack();
    throw error;
  }
}

/** How long the file is, as the sender says; `null` when it does not. */
function requireFile(headers: Headers): number | null {
  const contentType = headers.get("content-type") ?? "";
  if (/^multipart\//i.test(contentType)) {
    throw new AppError(
      "invalid",
      'The body must be the file itself, not a form (multipart). With curl: curl -T fleet.csv -X POST "…/batch/upload".',
    );
  }
  const length = headers.get("content-length");
  if (length === null) return null;
  const bytesTotal = Number(length);
  if (bytesTotal > readingLimits.fileBytes) {
    throw new AppError(
      "invalid",
      `The file is ${bytesTotal} bytes long; at most ${readingLimits.fileBytes} (25 MiB) are read. Split it, or leave out columns.`,
    );
  }
  return bytesTotal;
}

async function workerStart(
  viewer: StreamRouteInput<UploadQuery>["viewer"],
  query: UploadQuery,
  bytesTotal: number | null,
): Promise<WorkerStart> {
  const { mode, mapping, sheet } = query;
  const { market, figures, models } = await getBatchContext(viewer, query);
  const settings = {
    electricityUsdPerKwh: query.electricityUsdPerKwh ?? null,
    poolFeeRatio: query.poolFeeRatio ?? null,
    uptimeRatio: query.uptimeRatio ?? null,
    hashrateDecayRatioPerMonth: query.hashrateDecayRatioPerMonth ?? null,
  };
  const job = { mode, mapping: mapping ?? null, sheet: sheet ?? null, settings, market, bytesTotal };
  return { job: { ...job, marketFigures: figures }, models };
}
