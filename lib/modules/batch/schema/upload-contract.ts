import { z } from "zod";
import { batchColumns } from "@/lib/domain/batch/batch-columns";
import { type BatchField, batchFields } from "@/lib/domain/batch/batch-field";
import { describeLimit, type Limit } from "@/lib/domain/require-range";
import { ownMarketSchema } from "@/lib/modules/calculator/schema/calculate-request";
import { defineStreamContract } from "@/lib/server/contract";

/** A number as a query parameter writes it. */
function fromQuery<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess(
    (text) => (typeof text === "string" && text.trim() !== "" ? Number(text) : text),
    schema,
  );
}

function setting(field: keyof typeof batchColumns, absent: string) {
  const limit = batchColumns[field].limit as Limit;
  const error = `Must be ${describeLimit(limit)}`;
  return fromQuery(
    z.number({ error }).gte(limit.min, { error }).lte(limit.max, { error }).optional(),
  ).describe(`For rows without one of their own. Left out: ${absent}.`);
}

const own = ownMarketSchema.shape;

const uploadQuerySchema = z.strictObject({
  mode: z
    .enum(["calculate", "check", "all-or-nothing"])
    .default("calculate")
    .describe(
      '"calculate" sends results as they come; "check" only looks at every row; "all-or-nothing" sends results only when no row has an error.',
    ),
  mapping: z
    .string()
    .transform((text, context) => {
      const fields = text.split(",").map((name) => name.trim());
      const unknown = fields.filter((name) => name !== "" && !isBatchField(name));
      if (unknown.length === 0) return fields.map((name) => (isBatchField(name) ? name : null));
      context.addIssue({
        code: "custom",
        message: `Unknown: ${unknown.join(", ").slice(0, 200)}. Each is empty or one of ${batchFields.join(", ")}`,
      });
      return z.NEVER;
    })
    .optional()
    .describe(
      `Field of each column in order, with commas between, empty for a column that is not read: "label,,quantity". Fields: ${batchFields.join(", ")}. Left out: columns are found by their headers.`,
    ),
  sheet: z.string().min(1).max(200).optional().describe("Sheet of a workbook. Left out: the first one."),
  electricityUsdPerKwh: setting("electricityUsdPerKwh", "every row needs its own"),
  poolFeeRatio: setting("poolFeeRatio", "no pool fee"),
  uptimeRatio: setting("uptimeRatio", "always on"),
  hashrateDecayRatioPerMonth: setting("hashrateDecayRatioPerMonth", "no ageing"),
  btcPriceUsd: fromQuery(own.btcPriceUsd),
  difficulty: fromQuery(own.difficulty),
  networkHashrateThs: fromQuery(own.networkHashrateThs),
  subsidyBtc: fromQuery(own.subsidyBtc),
  feesBtcPerBlock: fromQuery(own.feesBtcPerBlock),
  blockHeight: fromQuery(own.blockHeight),
});

export type UploadQuery = z.output<typeof uploadQuerySchema>;

function isBatchField(name: string): name is BatchField {
  return (batchFields as readonly string[]).includes(name);
}

/** `POST /batch/upload`: a file of up to 200,000 rows in, results out while it is still being read. */
export const uploadContract = defineStreamContract({
  method: "POST",
  path: "/batch/upload",
  tag: "Batch",
  summary: "Calculates every row of a CSV or XLSX file, while it is still being sent",
  description:
    'The body is the file itself, not a form: curl -T fleet.csv -X POST "$ADDRESS/batch/upload?electricityUsdPerKwh=0.06". Up to 25 MiB, 200,000 rows and 256 columns; nothing of it is stored. CSV may be UTF-8, UTF-16 or GB18030, with comma, semicolon, tab or bar. For up to 10,000 rows as JSON there is POST /api/batch-calculate.',
  permission: "batch:use",
  query: uploadQuerySchema,
  bodyBytes: {
    contentTypes: [
      "application/octet-stream",
      "text/csv",
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ],
    description: "The file as it is. Its first bytes tell what kind it is, not its name.",
  },
  resultBytes: {
    contentTypes: ["application/x-ndjson"],
    description:
      'One JSON object a line, told apart by `type`. First "table": kind, sheet, headers, the field of each column, a sample. Then mixed "results": `rows`, each the row in the file, then its figures in the order of `resultColumns` in "table"; "errors": each with row, column, cell, value, errorType, message and suggestion; "progress": bytes and rows so far. Exactly one of these is last: "end" with the summary and the market, each figure with source and age; "needs-mapping" when a column cannot be told: send the file again with `mapping`; "failed" when the file as a whole cannot be used, and what came before is void. An answer without one of these was cut off.',
  },
  rateLimit: { name: "batch-upload", requestsPerMinute: () => 60 },
});
