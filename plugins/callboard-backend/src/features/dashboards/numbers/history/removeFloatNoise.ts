/** Rounds away the errors of binary fractions. */
export function removeFloatNoise(sum: number): number {
  return Math.round(sum * 1e6) / 1e6;
}
