/** A number as decimals that people write, without what binary fractions leave. */
export function withoutNoise(sum: number): number {
  return Math.round(sum * 1e6) / 1e6;
}
