import {
  ActivityFilter,
  ExportFormat,
} from '@callboard/plugin-callboard-common';
import { DateTime } from 'luxon';
import { getDateInZone } from '../../database/zones';

/**
 * `Activity_Tracker_<start>_<end>.<format>`. A range without an end lasts until today; without a
 * start, the name contains the current time.
 */
export function exportFileName(
  { start, end }: ActivityFilter,
  zone: string,
  format: ExportFormat,
  now: number,
): string {
  const span = start
    ? `${start}_${end ?? getDateInZone(now, zone)}`
    : DateTime.fromMillis(now, { zone }).toFormat('yyyy-MM-dd_HHmmss');
  return `Activity_Tracker_${span}.${format}`;
}
