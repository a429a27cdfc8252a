import type { BatchField } from "./batch-field";
import type { BatchErrorType } from "./batch-row";

/** One thing wrong with a row, before it is known where the field stands in the file or request. */
export interface RowProblem {
  /** `null` when the row as a whole is wrong. */
  readonly field: BatchField | null;
  readonly errorType: BatchErrorType;
  readonly message: string;
  readonly suggestion: string | null;
}

export type TextField = "label" | "minerModel";
export type NumberField = Exclude<BatchField, TextField>;

/** What of a row could be read: in the row's own units and inside its limits, without what was empty. */
export type RowDraft = { [Field in TextField]?: string } & { [Field in NumberField]?: number };

export function isTextField(field: BatchField): field is TextField {
  return field === "label" || field === "minerModel";
}

/** Longest texts of a row, in characters. */
export const textCharsMax = { label: 200, minerModel: 100 } as const satisfies Record<TextField, number>;
