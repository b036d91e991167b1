import {
  calendarDate,
  endpoints,
  NONE,
  priority,
  stateGroup,
  userRef,
  type QueryInputOf,
  type StateGroup,
  type WorkItem,
} from '@callboard/plugin-callboard-common';
import { isMinutes, isPoints } from '../pickers/ItemField';
import { isReversed, type Range, type WorkFilters } from './WorkFilters';

/** The query of a list of work items. */
export type WorkQuery = Partial<QueryInputOf<typeof endpoints.countWorkItems>>;

/** The groups of open states. */
export const OPEN_GROUPS = [
  'triage',
  'backlog',
  'unstarted',
  'started',
] as const satisfies readonly StateGroup[];

/** The URL value for the signed-in user, so that a shared URL refers to the person who opens it. */
export const ME = 'me';

/** Returns both ends of a range, or neither if it is invalid. */
function toValidRange(
  range: Range,
  isValidEnd: (end: string) => boolean,
): Range {
  if (range.isNone) {
    return range;
  }
  const ends = [range.from, range.to].filter(end => end !== undefined);
  return ends.every(isValidEnd) && !isReversed(range) ? range : {};
}

const isDate = (text: string) => calendarDate.safeParse(text).success;

/**
 * Builds the query for filters. It omits unknown and invalid values, so that an old URL still
 * shows something.
 */
export function buildWorkQuery(
  filters: WorkFilters,
  project: {
    me: string;
    states: readonly { id: string }[];
    labels: readonly { id: string }[];
    cycles: readonly { id: string }[];
    modules: readonly { id: string }[];
  },
): WorkQuery {
  const createIdCheck =
    (resources: readonly { id: string }[]) => (value: string) =>
      value === NONE || resources.some(({ id }) => id === value);
  const joinValidValues = (
    values: readonly string[],
    isKnown: (value: string) => boolean,
  ) => values.filter(isKnown).join(',') || undefined;
  const due = toValidRange(filters.due, isDate);
  const start = toValidRange(filters.start, isDate);
  const points = toValidRange(filters.points, isPoints);
  const time = toValidRange(filters.time, isMinutes);
  const toNoneValue = ({ isNone }: Range) => (isNone ? NONE : undefined);
  const state_id = joinValidValues(filters.state, value =>
    project.states.some(({ id }) => id === value),
  );
  const groups = joinValidValues(
    filters.group,
    value => stateGroup.safeParse(value).success,
  );
  const openGroups = filters.isOpenOnly ? OPEN_GROUPS.join(',') : undefined;
  const query: WorkQuery = {
    state_id,
    state_group: state_id || groups ? groups : openGroups,
    priority: joinValidValues(
      filters.priority,
      value => priority.safeParse(value).success,
    ),
    assignees: joinValidValues(
      filters.assignee.map(value => (value === ME ? project.me : value)),
      value => value === NONE || userRef.safeParse(value).success,
    ),
    labels: joinValidValues(filters.label, createIdCheck(project.labels)),
    cycle_id: joinValidValues(filters.cycle, createIdCheck(project.cycles)),
    module_id: joinValidValues(filters.module, createIdCheck(project.modules)),
    target_date: toNoneValue(due),
    target_date_from: due.from,
    target_date_to: due.to,
    start_date: toNoneValue(start),
    start_date_from: start.from,
    start_date_to: start.to,
    estimate_points: toNoneValue(points),
    estimate_points_min: points.from,
    estimate_points_max: points.to,
    estimate_time: toNoneValue(time),
    estimate_time_min: time.from,
    estimate_time_max: time.to,
    search: filters.search?.slice(0, 255),
  };
  return Object.fromEntries(
    Object.entries(query).filter(([, value]) => value !== undefined),
  );
}

type Values = ReadonlyArray<string | number | null>;

function matchesList(list: string | undefined, values: Values): boolean {
  if (list === undefined) {
    return true;
  }
  const itemValues = values.filter(value => value !== null).map(String);
  const listedValues = list.split(',');
  return itemValues.length > 0
    ? itemValues.some(value => listedValues.includes(value))
    : listedValues.includes(NONE);
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
 * Whether an item matches a query. Approximates the server's search by comparing plain text.
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
