import { NONE, type WorkItem } from '@callboard/plugin-callboard-common';
import type { WorkQuery } from './buildWorkQuery';

type Values = ReadonlyArray<string | number | null>;

function matchesList(list: string | undefined, values: Values): boolean {
  if (list === undefined) {
    return true;
  }
  const known = values.filter(value => value !== null).map(String);
  const listed = list.split(',');
  return known.length > 0
    ? known.some(value => listed.includes(value))
    : listed.includes(NONE);
}

function isBetween(
  value: string | number | null,
  from: string | number | undefined,
  to: string | number | undefined,
): boolean {
  if (from === undefined && to === undefined) {
    return true;
  }
  const compare = (end: string | number) =>
    typeof value === 'number'
      ? value - Number(end)
      : String(value).localeCompare(String(end));
  return (
    value !== null &&
    (from === undefined || compare(from) >= 0) &&
    (to === undefined || compare(to) <= 0)
  );
}

/**
 * Whether an item matches a query, as far as the client can decide: a search is compared as plain
 * text.
 */
export function matchesQuery(item: WorkItem, query: WorkQuery): boolean {
  const lists: [string | undefined, Values][] = [
    [query.state_id, [item.state_id]],
    [query.state_group, [item.state_group]],
    [query.priority, [item.priority]],
    [query.assignees, item.assignees],
    [query.labels, item.labels],
    [query.cycle_id, [item.cycle_id]],
    [query.module_id, [item.module_id]],
    [query.target_date, [item.target_date]],
    [query.start_date, [item.start_date]],
    [query.estimate_points, [item.estimate_points]],
    [query.estimate_time, [item.estimate_time]],
  ];
  const search = query.search?.trim().toLocaleLowerCase();
  return (
    lists.every(([list, values]) => matchesList(list, values)) &&
    isBetween(item.target_date, query.target_date_from, query.target_date_to) &&
    isBetween(item.start_date, query.start_date_from, query.start_date_to) &&
    isBetween(
      item.estimate_points,
      query.estimate_points_min,
      query.estimate_points_max,
    ) &&
    isBetween(
      item.estimate_time,
      query.estimate_time_min,
      query.estimate_time_max,
    ) &&
    (!search ||
      item.title.toLocaleLowerCase().includes(search) ||
      item.identifier.toLocaleLowerCase() === search)
  );
}
