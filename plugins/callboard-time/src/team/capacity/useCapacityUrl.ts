import { calendarDate, uuid } from '@callboard/plugin-callboard-common';
import {
  dateRangePresets,
  useUrlState,
  type ChosenDateRange,
  type DateRangePreset,
} from '@callboard/plugin-callboard-react';
import { useCallback, useMemo } from 'react';

const parameters = [
  'department',
  'only',
  'person',
  'day',
  'range',
  'start',
  'end',
] as const;

const initial: DateRangePreset = 'last_30_days';

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

/** A whole range that can be asked for; addresses are typed, cut and shared. */
function rangeOf(
  range: string | undefined,
  start: string | undefined,
  end: string | undefined,
): ChosenDateRange {
  const preset = dateRangePresets.find(known => known === range);
  // Nobody's capacity has no first day.
  if (!preset || preset === 'all_time') {
    return { preset: initial };
  }
  if (preset !== 'custom') {
    return { preset };
  }
  const isRange =
    calendarDate.safeParse(start).success &&
    calendarDate.safeParse(end).success &&
    start! <= end!;
  return isRange ? { preset, start, end } : { preset: initial };
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
      range: rangeOf(range, start, end),
      department: uuid.safeParse(department).success ? department : undefined,
      isRecursive: state.only !== 'true',
      person,
      day: calendarDate.safeParse(day).success ? day : undefined,
      set,
    }),
    [range, start, end, department, state.only, person, day, set],
  );
}
