/** Place of the column in a reference, from 0: "A1" is 0, "AB17" is 27; `null` for what is no reference. */
export function cellPlace(reference: string): number | null {
  let place = 0;
  for (let at = 0; at < reference.length; at += 1) {
    const code = reference.charCodeAt(at);
    if (code < 65 || code > 90) return at === 0 || at > 3 ? null : place - 1;
    place = place * 26 + code - 64;
  }
  return null;
}
