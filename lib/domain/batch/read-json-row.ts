import { describeLimit, isWithin } from "../require-range";
import { batchColumns } from "./batch-columns";
import { type BatchField, type BatchSettings, batchFields } from "./batch-field";
import type { BatchErrorType, BatchRow } from "./batch-row";
import { completeRow } from "./complete-row";
import { editDistance } from "./edit-distance";
import type { ModelLookup } from "./model-lookup";
import { fieldNamed } from "./read-header";
import { readNumber } from "./read-number";
import { isTextField, type NumberField, type RowDraft, type TextField, textCharsMax } from "./row-problems";

/** One thing wrong with a row of a request. */
export interface JsonRowError {
  /** `null` when the row as a whole is wrong. */
  readonly field: string | null;
  /** What was given, cut at 200 characters; "" when nothing was. */
  readonly value: string;
  readonly errorType: BatchErrorType;
  readonly message: string;
  readonly suggestion: string | null;
}

/** Without a file's settings a row brings everything itself. */
const noSettings: BatchSettings = {
  electricityUsdPerKwh: null,
  poolFeeRatio: null,
  uptimeRatio: null,
  hashrateDecayRatioPerMonth: null,
};

const SHOWN_CHARS_MAX = 200;
/** More unknown fields than this are one error: a request must not be answered with many times its own size. */
const UNKNOWN_FIELDS_MAX = 5;
/** Short names of a request's fields, each with the field it stands for. */
export const shortNames = { hashrateDecayPerMonth: "hashrateDecayRatioPerMonth" } as const satisfies Readonly<
  Record<string, BatchField>
>;
const knownFields: ReadonlySet<string> = new Set([...batchFields, ...Object.keys(shortNames)]);

/**
 * One row of a JSON request as the calculator takes it, or everything that is wrong with it. Strict: numbers are
 * numbers, ratios are ratios, unknown fields are errors that name the right one.
 */
export function readJsonRow(
  raw: unknown,
  models: ModelLookup,
): { readonly row: BatchRow } | { readonly errors: readonly JsonRowError[] } {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) {
    const message = "A row must be an object";
    return {
      errors: [{ field: null, value: shown(raw), errorType: "invalid_type", message, suggestion: null }],
    };
  }
  const draft: RowDraft = {};
  const errors: JsonRowError[] = [];
  const given = withFullNames(raw as GivenRow, errors);
  const broken = new Set<BatchField>();
  for (const field of batchFields) {
    const value = given[field];
    // JSON has no undefined: the field is absent.
    if (value === undefined) continue;
    const problem = isTextField(field) ? readText(field, value, draft) : readFigure(field, value, draft);
    if (problem === null) continue;
    errors.push({ field: nameGiven(raw as GivenRow, field), value: shown(value), ...problem });
    broken.add(field);
  }
  errors.push(...unknownFields(given));
  const completed = completeRow(draft, broken, noSettings, models);
  if ("row" in completed && errors.length === 0) return { row: completed.row };
  if ("row" in completed) return { errors };
  const further = completed.problems.map(({ field, errorType, message, suggestion }) => {
    const value = field === null || given[field] === undefined ? "" : shown(given[field]);
    return { field, value, errorType, message, suggestion };
  });
  return { errors: [...errors, ...further] };
}

type GivenRow = Readonly<Record<string, unknown>>;

/** The row with short names written out; a field given by both of its names is noted. */
function withFullNames(given: GivenRow, errors: JsonRowError[]): GivenRow {
  let row = given;
  for (const [short, field] of Object.entries(shortNames)) {
    const value = given[short];
    if (value === undefined) continue;
    if (given[field] !== undefined) {
      const message = `Give ${field} or ${short}, not both`;
      errors.push({ field: short, value: shown(value), errorType: "validation", message, suggestion: null });
    } else row = { ...row, [field]: value };
  }
  return row;
}

/** The name by which the request gave a field. */
function nameGiven(given: GivenRow, field: BatchField): string {
  const short = Object.entries(shortNames).find(
    ([name, full]) => full === field && given[name] !== undefined,
  );
  return short === undefined ? field : short[0];
}

type Problem = Pick<JsonRowError, "errorType" | "message" | "suggestion">;

function readText(field: TextField, value: unknown, draft: RowDraft): Problem | null {
  const max = textCharsMax[field];
  const min = field === "minerModel" ? 1 : 0;
  if (typeof value !== "string") {
    return {
      errorType: "invalid_type",
      message: `${field} must be a string`,
      suggestion: adviceFor(field, value),
    };
  }
  if (value.length < min || value.length > max) {
    const message = `${field} must have ${min} to ${max} characters, got ${value.length}`;
    return { errorType: "invalid_range", message, suggestion: null };
  }
  draft[field] = value;
  return null;
}

function readFigure(field: NumberField, value: unknown, draft: RowDraft): Problem | null {
  const { limit, isPercent } = batchColumns[field];
  if (typeof value === "number" && (limit === null || isWithin(value, limit))) {
    draft[field] = value;
    return null;
  }
  const message = `${field} must be ${limit === null ? "a number" : describeLimit(limit)}`;
  if (typeof value !== "number") {
    return {
      errorType: "invalid_type",
      message: `${message}, as a JSON number`,
      suggestion: adviceFor(field, value),
    };
  }
  const isLikelyPercent = isPercent && limit !== null && value > limit.max && value <= 100;
  const suggestion = isLikelyPercent ? `A ratio: ${value} % is ${percentAsRatio(value)}` : null;
  return { errorType: "invalid_range", message, suggestion };
}

function percentAsRatio(percent: number): number {
  return Number((percent / 100).toPrecision(12));
}

function adviceFor(field: BatchField, value: unknown): string | null {
  if (value === null) return "Leave the field out when there is no value";
  if (typeof value !== "string" || isTextField(field)) return null;
  const read = readNumber(value, false);
  if (read.kind === "wrong") return null;
  if (read.unit === "%") return batchColumns[field].isPercent ? `Send ${percentAsRatio(read.value)}` : null;
  return read.unit === "" ? `Send ${read.value} without quotes` : null;
}

function unknownFields(given: GivenRow): JsonRowError[] {
  const names = Object.keys(given).filter((name) => !knownFields.has(name));
  const errors = names.slice(0, UNKNOWN_FIELDS_MAX).map((name): JsonRowError => {
    const meant = name.length > 100 ? null : meantField(name);
    return {
      field: name.slice(0, SHOWN_CHARS_MAX),
      value: shown(given[name]),
      errorType: "validation",
      message: "This field is not known here",
      suggestion: meant === null ? null : suggestField(meant),
    };
  });
  const rest = names.length - errors.length;
  if (rest > 0) {
    const message = `${rest} further fields are not known here`;
    errors.push({ field: null, value: "", errorType: "validation", message, suggestion: null });
  }
  return errors;
}

function meantField(name: string): BatchField | null {
  const named = fieldNamed(name);
  if (named !== null) return named;
  const lower = name.toLowerCase().replaceAll(/[_-]/g, "");
  return (
    batchFields.find((field) => editDistance(lower, field.toLowerCase(), field.length / 4) !== null) ?? null
  );
}

function suggestField(field: BatchField): string {
  const ratio = batchColumns[field].isPercent ? ", a ratio: 0.025 is 2.5 %" : "";
  return `The field is called ${field}${ratio}`;
}

function shown(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
  return text.length <= SHOWN_CHARS_MAX ? text : `${text.slice(0, SHOWN_CHARS_MAX - 1)}…`;
}
