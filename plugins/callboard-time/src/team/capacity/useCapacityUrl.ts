import { calendarDate, uuid } from '@callboard/plugin-callboard-common';
import {
  dateRangePresets,
  useUrlState,
  type ChosenDateRange,
} from '@callboard/plugin-callboard-react';
import { useCallback, useMemo } from 'react';
import { rangeIn } from '../../data/rangeIn';

const parameters = [
  'department',
  'only',
  'person',
  'day',
  'range',
  'start',
  'end',
] as const;

/** The ranges of the map: nobody's capacity has no first day. */
export const capacityPresets = dateRangePresets.filter(
  preset => preset !== 'all_time',
);

/** What the address says of the map. */
export interface CapacityUrl {
  range: ChosenDateRange;
  department?: string;
  /** Whether the departments beneath count, too. */
  isRecursive: boolean;
  /** Whose days are open. */
  person?: string;
  /** The day of theirs that was clicked. */
  day?: string;
  set: (patch: {
    range?: ChosenDateRange;
    department?: string;
    isRecursive?: boolean;
    person?: string;
    day?: string;
  }) => void;
}

/** The map that the address names. */
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
      range: rangeIn({ range, start, end }, capacityPresets),
      department: uuid.safeParse(department).success ? department : undefined,
      isRecursive: state.only !== 'true',
      person,
      day: calendarDate.safeParse(day).success ? day : undefined,
      set,
    }),
    [range, start, end, department, state.only, person, day, set],
  );
}
