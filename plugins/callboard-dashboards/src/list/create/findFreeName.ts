import { foldName } from '../fields/foldName';

/** A name that is not taken: `Delivery`, then `Delivery 2`. */
export function findFreeName(name: string, taken: readonly string[]): string {
  const known = new Set(taken.map(foldName));
  let free = name;
  for (let nth = 2; known.has(foldName(free)); nth += 1) {
    free = `${name} ${nth}`;
  }
  return free;
}
