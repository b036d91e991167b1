import { Activity } from '@callboard/plugin-callboard-common';
import { Column, Row } from '../../exports';
import { ActivityGroup } from './countByDimensions';

/** The columns of the worksheet Raw and of the CSV file. */
export function buildRawColumns(zone: string): Column[] {
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
export function toRawRow(activity: Activity, details: string): Row {
  return [
    Date.parse(activity.created_at),
    activity.user_name,
    activity.user_email,
    activity.action,
    activity.entity_type,
    activity.entity_id,
    activity.entity_label,
    details,
  ];
}

/** The columns of the worksheet Summary. */
export const summaryColumns: Column[] = [
  { header: 'User', kind: 'text', width: 26 },
  { header: 'Date', kind: 'date', width: 12 },
  { header: 'Action', kind: 'text', width: 16 },
  { header: 'Count', kind: 'number', width: 10 },
];

/** A group by person, date and action in those columns. */
export function toSummaryRow(group: ActivityGroup): Row {
  return [group.user_name, group.date, group.action, group.count];
}
