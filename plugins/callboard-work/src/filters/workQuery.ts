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

export type WorkQuery = Partial<QueryInputOf<typeof endpoints.countWorkItems>>;

export const OPEN_GROUPS = [
  'triage',
  'backlog',
  'unstarted',
  'started',
] as const satisfies readonly StateGroup[];

/** The URL value for the signed-in user, so that a shared URL refers to the person who opens it. */
export const ME = 'me';

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

/** For each range filter: its name, its fields in the query, and the validation of an end. */
const ranges = [
  ['due', 'target_date', 'target_date_from', 'target_date_to', isDate],
  ['start', 'start_date', 'start_date_from', 'start_date_to', isDate],
  [
    'points',
    'estimate_points',
    'estimate_points_min',
    'estimate_points_max',
    isPoints,
  ],
  [
    'time',
    'estimate_time',
    'estimate_time_min',
    'estimate_time_max',
    isMinutes,
  ],
] as const;

/**
 * Builds the query for filters. Omits unknown and invalid values, so that an old URL still shows
 * items.
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
    search: filters.search?.slice(0, 255),
  };
  for (const [name, field, low, high, isValidEnd] of ranges) {
    const { isNone, from, to } = toValidRange(filters[name], isValidEnd);
    query[field] = isNone ? NONE : undefined;
    query[low] = from;
    query[high] = to;
  }
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

const listFields = [
  'state_id',
  'state_group',
  'priority',
  'assignees',
  'labels',
  'cycle_id',
  'module_id',
  ...ranges.map(([, field]) => field),
] as const;

/**
 * Whether an item matches a query. Approximates the server's search by comparing plain text.
 */
export function matchesQuery(item: WorkItem, query: WorkQuery): boolean {
  const search = query.search?.trim().toLocaleLowerCase();
  return (
    listFields.every(field =>
      matchesList(query[field], [item[field]].flat()),
    ) &&
    ranges.every(([, field, low, high]) =>
      isBetween(item[field], query[low], query[high]),
    ) &&
    (!search ||
      item.title.toLocaleLowerCase().includes(search) ||
      item.identifier.toLocaleLowerCase() === search)
  );
}
