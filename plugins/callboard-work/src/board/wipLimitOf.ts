const EACH = 3;
const LEAST = 6;

/** How many items people can reasonably have in progress at the same time. */
export function wipLimitOf(people: number): number {
  return Math.max(LEAST, people * EACH);
}
