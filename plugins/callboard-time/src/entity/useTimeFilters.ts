import { worklogFilters } from '@callboard/plugin-callboard-common';
import {
  useUrlState,
  type UrlState,
  type ChosenDateRange,
  toDateBounds,
} from '@callboard/plugin-callboard-react';
import { useCallback, useMemo } from 'react';
import { initialRange, parseChosenRange } from '../data/dates';

export interface WorklogQuery {
  member_id?: string;
  date_from?: string;
  date_to?: string;
  billable?: 'true' | 'false';
  activity_type?: string;
}

/** `today` is the date in the workspace's zone; `weekStart` is 1 for weeks from Monday. */
export function toWorklogQuery(
  { range, person, billable, type }: TimeFilters,
  today: string,
  weekStart: number,
): WorklogQuery {
  const { start, end } = toDateBounds(range, today, weekStart);
  return {
    member_id: person,
    date_from: start,
    date_to: end,
    billable,
    activity_type: type,
  };
}

export interface TimeFilters {
  range: ChosenDateRange;
  person?: string;
  billable?: 'true' | 'false';
  type?: string;
}

/** The URL parameters of the filters. They are removed when the workspace changes. */
export const timeFilterParameters = [
  'person',
  'type',
  'billable',
  'range',
  'start',
  'end',
] as const;

function parseFilters(
  state: UrlState<(typeof timeFilterParameters)[number]>,
): TimeFilters {
  const { person, type, billable } = state;
  const { member_id, activity_type } = worklogFilters;
  return {
    range: parseChosenRange(state),
    person: member_id.safeParse(person).success ? person : undefined,
    type: activity_type.safeParse(type).success ? type : undefined,
    billable:
      billable === 'true' || billable === 'false' ? billable : undefined,
  };
}

export function useTimeFilters() {
  const [state, setState] = useUrlState(timeFilterParameters);
  const filters = useMemo(() => parseFilters(state), [state]);
  const setFilters = useCallback(
    ({ range, ...patch }: Partial<TimeFilters>) =>
      setState({
        ...patch,
        ...(range && {
          range:
            range.preset === initialRange.preset ? undefined : range.preset,
          start: range.start,
          end: range.end,
        }),
      }),
    [setState],
  );
  const clearFilters = useCallback(
    () =>
      setState(
        Object.fromEntries(timeFilterParameters.map(name => [name, undefined])),
      ),
    [setState],
  );
  return {
    filters,
    /** Whether a filter is set, or the range is not the default. */
    isFiltered: Object.keys(state).length > 0,
    setFilters,
    clearFilters,
  };
}
