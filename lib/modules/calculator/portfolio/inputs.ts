import { z } from "zod";
import { inputLimits, projectionLimits } from "@/lib/domain/mining/input-limits";
import { describeLimit, isWithin, type Limit } from "@/lib/domain/require-range";

/** Rows of machines in one portfolio, and in one call, at most. */
export const machineRowsMax = 1_000;

function within(limit: Limit) {
  const error = `Must be ${describeLimit(limit)}`;
  return z.number({ error }).refine((value) => isWithin(value, limit), { error });
}

/** Money and rates come as text, so that what was typed is what is kept. */
function decimalWithin(limit: Limit, decimals: number) {
  const error = `Must be a decimal number in quotes, ${describeLimit(limit)}, with at most ${decimals} decimals`;
  const form = new RegExp(`^\\d{1,15}(\\.\\d{1,${decimals}})?$`);
  return z
    .string({ error })
    .regex(form, { error })
    .refine((text) => isWithin(Number(text), limit), { error });
}

const text = (charsMax: number) => z.string().trim().max(charsMax, `Must be at most ${charsMax} characters`);

const fields = {
  name: text(100).describe("What you call them."),
  site: text(100).describe("Where they stand, in your words."),
  minerModel: text(100)
    .min(1)
    .nullable()
    .describe("Name, alias or slug of a model in /api/miners; null with figures of your own."),
  hashrateThs: within(inputLimits.hashrateThs)
    .nullable()
    .describe("Of one machine, TH/s; null takes the model's nameplate."),
  powerWatts: within(inputLimits.powerWatts)
    .nullable()
    .describe("Of one machine at the wall, W; null takes the model's nameplate."),
  quantity: within(inputLimits.quantity),
  electricityUsdPerKwh: decimalWithin({ ...inputLimits.electricityUsdPerKwh, max: 10 }, 6),
  poolFeeRatio: within(inputLimits.poolFeeRatio),
  uptimeRatio: within(inputLimits.uptimeRatio),
  hashrateDecayRatioPerMonth: within(projectionLimits.hashrateDecayRatioPerMonth).describe(
    "Share of hashrate lost per month to ageing; counts for payback.",
  ),
  capexUsd: decimalWithin({ ...inputLimits.capexUsd, max: 1e12 }, 2)
    .nullable()
    .describe("Paid for all machines of the row; without it there is no payback."),
  purchasedOn: z.iso.date("Must be a day written YYYY-MM-DD").nullable(),
};

const optional = {
  name: fields.name.default(""),
  site: fields.site.default(""),
  minerModel: fields.minerModel.default(null),
  hashrateThs: fields.hashrateThs.default(null),
  powerWatts: fields.powerWatts.default(null),
  poolFeeRatio: fields.poolFeeRatio.default(0),
  uptimeRatio: fields.uptimeRatio.default(1),
  hashrateDecayRatioPerMonth: fields.hashrateDecayRatioPerMonth.default(0),
  capexUsd: fields.capexUsd.default(null),
  purchasedOn: fields.purchasedOn.default(null),
};

/** Machines of one kind at one price. */
export const machineInput = z.strictObject({ ...fields, ...optional });
export type MachineInput = z.output<typeof machineInput>;

export const addMachinesInput = z.strictObject({
  machines: z
    .array(machineInput)
    .min(1, "Give at least one row of machines")
    .max(machineRowsMax, `Must be at most ${machineRowsMax} rows`),
});
export type AddMachinesInput = z.output<typeof addMachinesInput>;

const machineVersion = z
  .int()
  .min(1)
  .describe("As it was read: what has changed meanwhile is not overwritten.");

/** What is left out stays as it is. */
export const machineChange = z.strictObject({ version: machineVersion, ...z.object(fields).partial().shape });

export const changeMachineInput = z.strictObject({ id: z.uuid(), ...machineChange.shape });
export type ChangeMachineInput = z.output<typeof changeMachineInput>;

export const removeMachinesInput = z.strictObject({
  ids: z
    .array(z.uuid())
    .min(1)
    .max(machineRowsMax)
    .transform((ids) => [...new Set(ids)]),
});
export type RemoveMachinesInput = z.output<typeof removeMachinesInput>;
