import { z } from "zod";
import {
  documentVersion,
  type FleetDocument,
  groupsMax,
  scenariosMax,
} from "@/components/calculator/fleet/fleet-document";
import { groupFields, siteFields } from "@/components/calculator/fleet/fleet-fields";
import { type NumberSpec, specProblem } from "@/components/calculator/number-spec";
import { HOUR_PRICE_LIMIT } from "@/lib/domain/fleet/hour-price-limit";

/*
 * What a link, a file or the browser's memory must hold to be shown. Strict: a field nobody knows is an error with a
 * name, so that a typing mistake in a file written by hand is not silently left out.
 */

const hoursMax = 20_000;

/** A required field may be empty: it then waits on the screen to be filled in. */
function numberOf(spec: NumberSpec) {
  return z
    .number()
    .nullable()
    .superRefine((value, context) => {
      const rule = value === null ? null : specProblem(spec, value);
      if (rule !== null) context.addIssue({ code: "custom", message: rule });
    });
}

function numbersOf<Name extends string>(fields: Readonly<Record<Name, NumberSpec>>) {
  const shape = {} as Record<Name, ReturnType<typeof numberOf>>;
  for (const name of Object.keys(fields) as Name[]) shape[name] = numberOf(fields[name]);
  return shape;
}

const hourPrice = z.number().min(HOUR_PRICE_LIMIT.min).max(HOUR_PRICE_LIMIT.max);
const id = z.string().min(1).max(40);
const text = z.string().max(80);

function haveOwnIds(list: readonly { readonly id: string }[]): boolean {
  return new Set(list.map((one) => one.id)).size === list.length;
}
const ownIds = { message: "Each must have an id of its own" };

const groupSchema = z.strictObject({
  id,
  machine: z
    .string()
    .max(80)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Must be the short name of a machine in the catalogue")
    .nullable(),
  label: text,
  ...numbersOf(groupFields),
});

const scenarioSchema = z.strictObject({
  id,
  name: text,
  groups: z.array(groupSchema).max(groupsMax).refine(haveOwnIds, ownIds),
  site: z.strictObject(numbersOf(siteFields)),
  difficultyGrowthPer: z.enum(["retarget", "month"]),
  curtailment: z.strictObject({
    strategy: z.enum(["efficiency", "proportional", "random", "unprofitable"]),
    basis: z.enum(["power", "machines"]),
    shareRatio: z.number().min(0).max(1),
    seed: z.int().min(0).max(4_294_967_295),
  }),
});

const periodSchema = z.strictObject({
  id,
  name: text,
  usdPerKwh: hourPrice.nullable(),
  days: z.enum(["all", "weekdays", "weekend"]),
  fromHour: z.int().min(0).max(23),
  toHour: z.int().min(1).max(24),
});

const hoursSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("none") }),
  z.strictObject({
    kind: z.literal("day"),
    usdPerKwh: z.array(hourPrice.nullable()).length(24),
    isExample: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal("periods"),
    periods: z.array(periodSchema).max(12).refine(haveOwnIds, ownIds),
    otherName: text,
    otherUsdPerKwh: hourPrice.nullable(),
    isExample: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal("series"),
    name: z.string().max(200),
    prices: z
      .array(z.tuple([z.int(), hourPrice]))
      .max(hoursMax)
      .refine((prices) => prices.every(([at], index) => index === 0 || at > (prices[index - 1]?.[0] ?? at)), {
        message: "Hours must follow each other in time",
      }),
  }),
]);

const documentSchema = z
  .strictObject({
    scenarios: z.array(scenarioSchema).min(1).max(scenariosMax).refine(haveOwnIds, ownIds),
    activeId: id,
    hours: hoursSchema,
    isExample: z.boolean(),
  })
  .refine(({ scenarios, activeId }) => scenarios.some((one) => one.id === activeId), {
    path: ["activeId"],
    message: "Must be the id of one of the scenarios",
  });

const fileSchema = z.strictObject({
  product: z.literal("HashInsight fleet"),
  version: z.literal(documentVersion),
  document: documentSchema,
});

/** One part of a document that breaks a rule. */
export interface DocumentProblem {
  /** "scenarios[0].groups[1].quantity". */
  readonly field: string;
  readonly value: string;
  readonly rule: string;
}

export type DocumentReading =
  | { readonly kind: "document"; readonly document: FleetDocument }
  | { readonly kind: "problems"; readonly problems: readonly DocumentProblem[] };

/** What a link or the browser's memory holds, checked. */
export function readDocument(value: unknown): DocumentReading {
  return readingOf(documentSchema.safeParse(value), value, (document) => document);
}

/** What a fleet's file holds, checked. */
export function readFleetFile(value: unknown): DocumentReading {
  return readingOf(fileSchema.safeParse(value), value, (file) => file.document);
}

/** The text of a file that `readFleetFile` reads again. */
export function fleetFileText(document: FleetDocument): string {
  const file: z.input<typeof fileSchema> = {
    product: "HashInsight fleet",
    version: documentVersion,
    // The schema speaks of arrays one may change; nobody does here.
    document: document as z.input<typeof documentSchema>,
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

const problemsShownMax = 8;

function readingOf<T>(
  result: z.ZodSafeParseResult<T>,
  given: unknown,
  pick: (data: T) => FleetDocument,
): DocumentReading {
  if (result.success) return { kind: "document", document: pick(result.data) };
  const problems = result.error.issues.slice(0, problemsShownMax).map(({ path, message }) => ({
    field: fieldName(path),
    value: valueText(valueAt(given, path)),
    rule: message,
  }));
  return { kind: "problems", problems };
}

function fieldName(path: readonly PropertyKey[]): string {
  if (path.length === 0) return "The whole";
  return path
    .map((part, index) =>
      typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${String(part)}`,
    )
    .join("");
}

function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  let value = given;
  for (const part of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Reflect.get(value, part);
  }
  return value;
}

function valueText(value: unknown): string {
  return value === undefined ? "nothing" : (JSON.stringify(value) ?? String(value)).slice(0, 60);
}
