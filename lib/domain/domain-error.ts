/** The parts of a broken rule, for an answer that lists every field's problem. */
export interface BrokenRule {
  /** The offending value as it was given. */
  readonly value: unknown;
  /** The rule in words: ">= 0 USD/kWh". */
  readonly rule: string;
}

/**
 * A value outside the range a domain function is defined for.
 * The message names rule, value and unit: "Electricity price must be >= 0 USD/kWh, got -0.05".
 */
export class DomainError extends Error {
  override readonly name = "DomainError";
  /** Input name the rule is about, as the API spells it. */
  readonly field: string;
  /** Value and rule apart, where the thrower knows them. */
  readonly broken: BrokenRule | undefined;
  constructor(field: string, message: string, broken?: BrokenRule) {
    super(message);
    this.field = field;
    this.broken = broken;
  }
}
