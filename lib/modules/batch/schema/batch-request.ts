import { z } from "zod";
import { batchColumns } from "@/lib/domain/batch/batch-columns";
import { type BatchField, batchFields } from "@/lib/domain/batch/batch-field";
import { shortNames } from "@/lib/domain/batch/read-json-row";
import { isTextField, textCharsMax } from "@/lib/domain/batch/row-problems";
import { ownMarketSchema } from "@/lib/modules/calculator/schema/calculate-request";

export const batchRowsMax = 10_000;

function fieldSchema(field: BatchField): z.ZodType {
  const { help, limit } = batchColumns[field];
  if (isTextField(field)) {
    return z
      .string()
      .min(field === "minerModel" ? 1 : 0)
      .max(textCharsMax[field])
      .describe(help);
  }
  const number = limit?.whole === true ? z.int() : z.number();
  if (limit === null) return number.describe(help);
  const above = limit.aboveMin === true ? number.gt(limit.min) : number.gte(limit.min);
  const unit = limit.unit === "" ? "" : ` In ${limit.unit}.`;
  return above.lte(limit.max).describe(`${help}${unit}`);
}

/**
 * One row, as the API document shows it. Rows are not parsed with it: the domain reads them, so that a bad row is an
 * entry of the answer and ten thousand rows cost milliseconds. A test holds the two against each other.
 */
export const batchRowSchema = z
  .strictObject({
    ...Object.fromEntries(
      batchFields.map((field) => {
        const { required } = batchColumns[field];
        return [field, required ? fieldSchema(field) : fieldSchema(field).optional()];
      }),
    ),
    ...Object.fromEntries(
      Object.entries(shortNames).map(([short, field]) => [
        short,
        fieldSchema(field).optional().describe(`Short for ${field}; give one of the two.`),
      ]),
    ),
  })
  .superRefine((row, context) => {
    for (const [short, field] of Object.entries(shortNames)) {
      if (row[short] === undefined || row[field] === undefined) continue;
      context.addIssue({ code: "custom", path: [short], message: `Give ${field} or ${short}, not both` });
    }
  });

const { $schema: _dialect, ...rowDocument } = z.toJSONSchema(batchRowSchema, {
  io: "input",
  target: "draft-2020-12",
});

/** The body of `POST /api/batch-calculate`. */
export const batchRequestSchema = z
  .strictObject({
    rows: z
      .array(
        z.unknown().meta({
          ...rowDocument,
          description:
            "A machine is a `minerModel` of the catalogue, or has both `hashrateThs` and `powerWatts`.",
        }),
        { error: "Must be a list of rows" },
      )
      .min(1, "Give at least one row")
      .max(batchRowsMax, `Must be at most ${batchRowsMax} rows; send the rest in further requests`),
    market: ownMarketSchema.optional(),
  })
  .meta({ title: "BatchRequest" });

export type BatchRequest = z.output<typeof batchRequestSchema>;
