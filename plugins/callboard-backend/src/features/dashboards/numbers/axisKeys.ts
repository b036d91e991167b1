import {
  NO_VALUE,
  numberAxes,
  NumberAxisName,
} from '@callboard/plugin-callboard-common';
import { getPriorityByRank } from '../../work/items/priorities';
import { toBucketKey } from './buckets';

/** Converts a key from the database to the API. */
export function toResponseKey(axis: NumberAxisName, stored: string): string {
  if (stored === NO_VALUE) {
    return stored;
  }
  if (numberAxes[axis].order === 'date') {
    return toBucketKey(stored);
  }
  switch (axis) {
    case 'PRIORITY':
      return getPriorityByRank(Number(stored));
    // SQLite and PostgreSQL format these differently.
    case 'ESTIMATE_POINTS':
      return String(Number(stored));
    case 'BILLABLE':
      return String(stored === 'true' || stored === '1');
    default:
      return stored;
  }
}
