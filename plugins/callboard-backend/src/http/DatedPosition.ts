import { isId } from '../database/paging/cursor';

/** The position in a list that is sorted by date and id. */
export type DatedPosition = [date: string, id: string];

/** Whether a cursor's content is such a position. */
export function isDatedPosition(position: unknown): position is DatedPosition {
  if (!Array.isArray(position) || position.length !== 2) {
    return false;
  }
  const [date, id] = position;
  return typeof date === 'string' && /^\d{4}-\d\d-\d\d$/.test(date) && isId(id);
}
