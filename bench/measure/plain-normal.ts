/** A normal value by Box and Muller, from the engine's own generator: what the plain loops draw with. */
export function plainNormal(): number {
  return Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
}
