/**
 * What a model's name comes down to when people, files and machines spell it differently: "WhatsMiner M50S+",
 * "whatsminer-m50s-plus" and "MicroBT Whatsminer M50S+" all become "m50splus".
 *
 * The plus is kept as a word because it tells models apart; makers and product lines are dropped because the model
 * alone is unique, which a test holds for the whole catalogue.
 */
export function modelKey(name: string): string {
  return name
    .toLowerCase()
    .replaceAll("+", "plus")
    .replace(/\b(bitmain|microbt|canaan|bitdeer|auradine|antminer|whatsminer|avalonminer|avalon)\b/g, "")
    .replace(/hydro(?![a-z])/g, "hyd")
    .replace(/[^a-z0-9.]/g, "")
    .replace(/\.(?!\d)/g, "");
}
