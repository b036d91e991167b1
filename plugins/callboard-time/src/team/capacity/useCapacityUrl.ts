import { calendarDate, uuid } from '@callboard/plugin-callboard-common';
import {
  dateRangePresets,
  useUrlState,
  type ChosenDateRange,
} from '@callboard/plugin-callboard-react';
import { useCallback, useMemo } from 'react';
import { parseChosenRange } from '../../data/parseChosenRange';

const parameters = [
  'department',
  'only',
  'person',
  'day',
  'range',
  'start',
  'end',
] as const;

/** The ranges of the map. `all_time` is missing because capacity has no first day. */
export const capacityPresets = dateRangePresets.filter(
  preset => preset !== 'all_time',
);

/** The map's URL state. */
export interface CapacityUrl {
  range: ChosenDateRange;
  department?: string;
  /** Whether descendant departments are included. */
  isRecursive: boolean;
  /** The person whose days are open. */
  person?: string;
  /** The clicked day of that person. */
  day?: string;
  set: (patch: {
    range?: ChosenDateRange;
    department?: string;
    isRecursive?: boolean;
    person?: string;
    day?: string;
  }) => void;
}

/** Reads the map's state from the URL. */
export function useCapacityUrl(): CapacityUrl {
  const [state, setState] = useUrlState(parameters);
  const { range, start, end, department, person, day } = state;
  const set = useCallback<CapacityUrl['set']>(
    ({ range: chosen, isRecursive, ...patch }) =>
      setState({
        ...patch,
        ...(isRecursive !== undefined && { only: isRecursive ? '' : 'true' }),
        ...(chosen && {
          range: chosen.preset,
          start: chosen.start,
          end: chosen.end,
        }),
      }),
    [setState],
  );
  return useMemo(
    () => ({
      range: parseChosenRange({ range, start, end }, capacityPresets),
      department: uuid.safeParse(department).success ? department : undefined,
      isRecursive: state.only !== 'true',
      person,
      day: calendarDate.safeParse(day).success ? day : undefined,
      set,
    }),
    [range, start, end, department, state.only, person, day, set],
  );
}
