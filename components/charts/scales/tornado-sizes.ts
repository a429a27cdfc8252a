/** px of one row, of the room above for the base, below for the axis, and of the readout. */
export const tornadoSizes = { row: 36, top: 24, bottom: 44, readout: 42 } as const;

/** Height in px of a tornado drawing with its readout, at least one row. */
export function tornadoHeight(rows: number): number {
  const { row, top, bottom, readout } = tornadoSizes;
  return top + Math.max(1, rows) * row + bottom + readout;
}
