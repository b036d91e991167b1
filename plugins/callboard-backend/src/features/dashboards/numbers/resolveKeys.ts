import {
  calendarDate,
  NO_VALUE,
  numberAxes,
  NumberAxisName,
  uuid,
} from '@callboard/plugin-callboard-common';
import { InvalidRequestError } from '../../../http/errors';
import { AxisKey, ResolvedQuery } from './ResolvedQuery';

/** The group whose number a field of a bar holds: the inverse of `toFieldName`. */
function parseFieldName(field: string): string {
  return /^=+(key|name|count)$/.test(field) ? field.slice(1) : field;
}

/** The axes whose keys are ids. */
const ofIds: readonly NumberAxisName[] = [
  'STATES',
  'LABELS',
  'CYCLES',
  'MODULES',
  'PROJECT',
  'DEPARTMENT',
  'WORK_ITEM',
];

/** The axes on which every row has a value. */
const alwaysValued: readonly NumberAxisName[] = [
  'LOGGED_AT',
  'BILLABLE',
  'DAY',
];

/**
 * The requested bar and group.
 *
 * @throws InputError when a widget has no such axis, or its axis no such key
 */
export function resolveKeys(
  {
    x_axis,
    group_by,
    interval,
  }: Pick<ResolvedQuery, 'x_axis' | 'group_by' | 'interval'>,
  { key, group }: { key?: string; group?: string },
): AxisKey[] {
  return (
    [
      ['key', x_axis, key],
      ['group', group_by, group && parseFieldName(group)],
    ] as const
  ).flatMap(([name, axis, value]) => {
    if (value === undefined) {
      return [];
    }
    if (!axis) {
      throw createInvalidQueryError(
        name,
        'is given, but the widget does not have it',
      );
    }
    if (!isKey(axis, interval, value)) {
      throw createInvalidQueryError(name, `is not a key of ${axis}`);
    }
    return [{ axis, key: value }];
  });
}

function createInvalidQueryError(
  name: string,
  reason: string,
): InvalidRequestError {
  return new InvalidRequestError([{ field: `query.${name}`, reason }]);
}

/** Whether a key is valid on an axis. */
export function isKey(
  axis: NumberAxisName,
  interval: ResolvedQuery['interval'],
  key: string,
): boolean {
  if (key === NO_VALUE) {
    return !alwaysValued.includes(axis);
  }
  if (numberAxes[axis].order === 'date') {
    const day = interval === 'month' ? `${key}-01` : key;
    return calendarDate.safeParse(day).success;
  }
  if (axis === 'BILLABLE') {
    return key === 'true' || key === 'false';
  }
  if (axis === 'ESTIMATE_POINTS') {
    return /^\d{1,12}(\.\d{1,6})?$/.test(key);
  }
  return !ofIds.includes(axis) || uuid.safeParse(key).success;
}
