export const daySeconds = 86_400;

/**
 * What a question may use. `figure` passes every market number through the fault in force (negative, absurd,
 * NaN); times and identifiers are never touched.
 *
 * @typedef {object} Question
 * @property {number} seconds Unix seconds of the simulated present.
 * @property {URLSearchParams} query
 * @property {string} path after the provider's id, with a leading slash.
 * @property {{ id?: unknown, method?: unknown } | null} body parsed JSON of a POST, else null.
 * @property {(value: number) => number} figure
 */

/** @typedef {(question: Question) => unknown} Answer */

/** A number as providers write it in a string. @param {number} value @param {number} [digits] */
export const text = (value, digits = 2) => (Number.isFinite(value) ? value.toFixed(digits) : String(value));

/** An integer of the query. @param {URLSearchParams} query @param {string} name @param {number} otherwise */
export const integer = (query, name, otherwise) => Number.parseInt(query.get(name) ?? String(otherwise), 10);

/** Start of the UTC day. @param {number} seconds */
export const dayStart = (seconds) => Math.floor(seconds / daySeconds) * daySeconds;
