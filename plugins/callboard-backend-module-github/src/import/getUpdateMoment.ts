import { Moment } from '../mapping/Moment';

/**
 * The position of an imported state within the second of its `updated_at`.
 *
 * @param at - the time of the response, in ms by GitHub's clock
 */
export function getUpdateMoment(
  { updated_at }: { updated_at: string },
  at: number,
): Moment {
  // A state read within that second may change again before it ends.
  const isOver = at >= Date.parse(updated_at) + 1_000;
  return isOver ? Moment.last : Moment.some;
}
