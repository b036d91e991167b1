/** GitHub uses whole seconds; fractions would be dropped. */
export function truncateToSeconds(time: string): Date {
  return new Date(Math.floor(Date.parse(time) / 1_000) * 1_000);
}
