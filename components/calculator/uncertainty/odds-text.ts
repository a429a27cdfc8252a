/** "62 of 100 paths"; where that would round to none or all, the exact count says what it is. */
export function oddsText(share: number, paths: number): string {
  if (share === 0) return `none of ${paths.toLocaleString("en-US")} paths`;
  if (share === 1) return `all of ${paths.toLocaleString("en-US")} paths`;
  const inHundred = Math.round(share * 100);
  if (inHundred === 0) return "fewer than 1 of 100 paths";
  return inHundred === 100 ? "more than 99 of 100 paths" : `${inHundred} of 100 paths`;
}

/** How far a share may be off because so few paths were drawn: 95 of 100 draws lie within, in points of a hundred. */
export function drawErrorPoints(share: number, paths: number): number {
  return 100 * 1.96 * Math.sqrt((share * (1 - share)) / paths);
}

/** A reason of the domain as the start of a sentence. */
export function capitalized(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
