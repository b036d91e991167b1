import {
  NO_VALUE,
  numberAxes,
  NumberAxisName,
} from '@callboard/plugin-callboard-common';
import { priorityOfRank } from '../../work/items/priorities';
import { bucketKey } from './buckets';

/** A key as the database has it, as the API tells it. */
export function toResponseKey(axis: NumberAxisName, stored: string): string {
  if (stored === NO_VALUE) {
    return stored;
  }
  if (numberAxes[axis].order === 'date') {
    return bucketKey(stored);
  }
  switch (axis) {
    case 'PRIORITY':
      return priorityOfRank(Number(stored));
    // Both engines spell these in a way of their own.
    case 'ESTIMATE_POINTS':
      return String(Number(stored));
    case 'BILLABLE':
      return String(stored === 'true' || stored === '1');
    default:
      return stored;
  }
}
