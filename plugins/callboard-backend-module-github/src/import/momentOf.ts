import { Moment } from '../mapping/Moment';

/**
 * Where a state that the import read belongs within the second of its `updated_at`.
 *
 * @param at - when it was read, in ms by GitHub's clock
 */
export function momentOf(
  { updated_at }: { updated_at: string },
  at: number,
): Moment {
  // A state read within that second may change again in it.
  const isOver = at >= Date.parse(updated_at) + 1_000;
  return isOver ? Moment.last : Moment.some;
}
