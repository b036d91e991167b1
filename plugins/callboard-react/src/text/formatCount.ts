const format = new Intl.NumberFormat();

/** A number with its thousands separated. @public */
export function formatCount(count: number): string {
  return format.format(count);
}
