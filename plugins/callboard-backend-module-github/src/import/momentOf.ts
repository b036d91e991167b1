import { Moment } from '../mapping/Moment';

/**
 * Where in its second a state belongs that was read.
 *
 * @param at - when, by GitHub's clock
 */
export function momentOf(
  { updated_at }: { updated_at: string },
  at: number,
): Moment {
  // It may change again within the second it was read in.
  const isOver = at >= Date.parse(updated_at) + 1_000;
  return isOver ? Moment.last : Moment.some;
}
