import { worklogFilters } from '@callboard/plugin-callboard-common';
import { useUrlState, type UrlState } from '@callboard/plugin-callboard-react';
import { useCallback, useMemo } from 'react';
import { initialRange, rangeIn } from '../data/rangeIn';
import type { TimeFilters } from './TimeFilters';

/** The parameters that mean nothing for another project or workspace. */
export const timeFilterParameters = [
  'person',
  'type',
  'billable',
  'range',
  'start',
  'end',
] as const;

type Parameters = UrlState<(typeof timeFilterParameters)[number]>;

function filtersOf(state: Parameters): TimeFilters {
  const { person, type, billable } = state;
  const { member_id, activity_type } = worklogFilters;
  return {
    range: rangeIn(state),
    person: member_id.safeParse(person).success ? person : undefined,
    type: activity_type.safeParse(type).success ? type : undefined,
    billable:
      billable === 'true' || billable === 'false' ? billable : undefined,
  };
}

/** Which entries are looked at, as the address says. */
export function useTimeFilters(): {
  filters: TimeFilters;
  /** Whether any but the range is set, or that is not the first one. */
  isFiltered: boolean;
  set: (patch: Partial<TimeFilters>) => void;
  clear: () => void;
} {
  const [state, setState] = useUrlState(timeFilterParameters);
  const filters = useMemo(() => filtersOf(state), [state]);
  const set = useCallback(
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
  const clear = useCallback(
    () =>
      setState(
        Object.fromEntries(timeFilterParameters.map(name => [name, undefined])),
      ),
    [setState],
  );
  return { filters, isFiltered: Object.keys(state).length > 0, set, clear };
}
