import { Activity, FieldChange } from '@callboard/plugin-callboard-common';
import { Column, Row } from '../../exports';
import { ActivityGroup } from './countByDimensions';

/** The columns of the sheet Raw and of the CSV file. */
export function rawColumns(zone: string): Column[] {
  return [
    { header: 'Date/Time', kind: 'datetime', zone, width: 20 },
    { header: 'User', kind: 'text', width: 26 },
    { header: 'User Email', kind: 'text', width: 30 },
    { header: 'Action', kind: 'text', width: 16 },
    { header: 'Entity Type', kind: 'text', width: 18 },
    { header: 'Entity ID', kind: 'text', width: 38 },
    { header: 'Entity Label', kind: 'text', width: 32 },
    { header: 'Details/Metadata', kind: 'text', width: 60 },
  ];
}

/** A row of the log in those columns. */
export function rawRow(activity: Activity): Row {
  return [
    Date.parse(activity.created_at),
    activity.user_name,
    activity.user_email,
    activity.action,
    activity.entity_type,
    activity.entity_id,
    activity.entity_label,
    details(activity),
  ];
}

/** The columns of the sheet Summary. */
export const summaryColumns: Column[] = [
  { header: 'User', kind: 'text', width: 26 },
  { header: 'Date', kind: 'date', width: 12 },
  { header: 'Action', kind: 'text', width: 16 },
  { header: 'Count', kind: 'number', width: 10 },
];

/** A group by person, date and action in those columns. */
export function summaryRow(group: ActivityGroup): Row {
  return [group.user_name, group.date, group.action, group.count];
}

/** `field: old → new; …`, then the metadata as JSON. */
function details({ changes, metadata }: Activity): string {
  const changed = changes
    .map(
      ({ field, old_value, new_value }) =>
        `${field}: ${text(old_value)} → ${text(new_value)}`,
    )
    .join('; ');
  const rest =
    metadata && Object.keys(metadata).length > 0
      ? JSON.stringify(metadata)
      : '';
  return [changed, rest].filter(part => part !== '').join('; ');
}

function text(value: FieldChange['old_value']): string {
  if (value === null) {
    return '–';
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}
