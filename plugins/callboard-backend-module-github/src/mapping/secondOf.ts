/** GitHub tells whole seconds; should that change, the rest is dropped. */
export function secondOf(time: string): Date {
  return new Date(Math.floor(Date.parse(time) / 1_000) * 1_000);
}
