const EACH = 3;
const LEAST = 6;

/** Returns a reasonable limit of items in progress for a number of people. */
export function suggestWipLimit(people: number): number {
  return Math.max(LEAST, people * EACH);
}
