import { cutText } from '../../database/cutText';
import { normaliseForSearch } from '../../database/normaliseForSearch';

/** The maximum length of names. */
const MAX_LENGTH = 255;

/**
 * Finds a free name for a copy: `Delivery (Copy)`, then `Delivery (Copy 2)`.
 *
 * @param taken - names in use, normalised for comparison
 */
export function findFreeCopyName(
  name: string,
  taken: ReadonlySet<string>,
): string {
  for (let nth = 1; ; nth += 1) {
    const suffix = nth === 1 ? ' (Copy)' : ` (Copy ${nth})`;
    const copy = `${cutText(name, MAX_LENGTH - suffix.length)}${suffix}`;
    if (!taken.has(normaliseForSearch(copy))) {
      return copy;
    }
  }
}
