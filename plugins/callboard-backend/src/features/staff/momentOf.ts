import { Change } from '../../changes/Changes';
import { dateInZone } from '../../database/zones';
import { Workplace } from './Workplace';

/** When something happens to staff. */
export interface Moment {
  /** Milliseconds since 1970. */
  now: number;
  /** The day in the workspace's zone. */
  today: string;
}

/** The moment of a change. */
export function momentOf(
  { now }: Pick<Change, 'now'>,
  { timezone }: Workplace,
): Moment {
  return { now, today: dateInZone(now, timezone) };
}
