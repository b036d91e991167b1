import { uniq } from 'lodash';
import { WorklogFileFormat } from './WorklogFileFormat';

/** The columns that the format reads or ignores. */
export function listKnownColumns({
  person,
  work_item,
  mentions = [],
  durations,
  logged_at,
  started_at,
  description,
  is_billable,
  activity_type,
  entry_id,
  restated = [],
}: WorklogFileFormat): string[] {
  const columns = [
    logged_at,
    started_at,
    ...durations.flatMap(({ column, requires }) => [column, requires]),
    ...Object.values(person).flat(),
    work_item,
    ...mentions,
    description,
    is_billable?.column,
    activity_type,
    entry_id,
    ...restated,
  ];
  return uniq(columns.filter(column => column !== undefined));
}
