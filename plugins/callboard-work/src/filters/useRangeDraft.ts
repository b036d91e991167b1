import { formatDuration } from '@callboard/plugin-callboard-common';
import { useState } from 'react';
import { parseMinutes, parsePoints } from '../pickers/readEstimate';
import { isReversed, type End, type Range } from './Range';
import { rangeFilters, type RangeFilter } from './WorkFilters';

type Ranges = Record<RangeFilter, Range>;

const readers = { points: parsePoints, time: parseMinutes } as const;

/** Formats an end for the field. */
function formatRangeEnd(name: RangeFilter, end: string | undefined): string {
  const minutes = name === 'time' && end ? Number(end) : NaN;
  return Number.isNaN(minutes) ? end ?? '' : formatDuration(minutes);
}

/** Parses an end to its form in the address; null if it is invalid. */
function readEnd(name: RangeFilter, text: string): string | null | undefined {
  if (name === 'due' || name === 'start') {
    return text || undefined;
  }
  const amount = readers[name](text);
  return amount === undefined ? null : amount?.toString();
}

/** Returns the state of ranges while the user types. */
export function useRangeDraft(start: Ranges) {
  const [typed, setTyped] = useState(
    () =>
      Object.fromEntries(
        rangeFilters.map(name => [
          name,
          {
            from: formatRangeEnd(name, start[name].from),
            to: formatRangeEnd(name, start[name].to),
            isNone: start[name].isNone ?? false,
          },
        ]),
      ) as Record<RangeFilter, Required<Range>>,
  );
  const read = (name: RangeFilter) =>
    typed[name].isNone
      ? { isNone: true }
      : {
          from: readEnd(name, typed[name].from),
          to: readEnd(name, typed[name].to),
        };
  /** Returns the error of a range, if any. */
  const findProblem = (
    name: RangeFilter,
  ): 'unread' | 'reversed' | undefined => {
    const { from, to }: { from?: string | null; to?: string | null } =
      read(name);
    if (from === null || to === null) {
      return 'unread';
    }
    return isReversed({ from, to }) ? 'reversed' : undefined;
  };
  const isWrong = rangeFilters.some(findProblem);
  return {
    typed,
    type: (name: RangeFilter, end: End, text: string) =>
      setTyped(now => ({ ...now, [name]: { ...now[name], [end]: text } })),
    setNone: (name: RangeFilter, isNone: boolean) =>
      setTyped(now => ({ ...now, [name]: { ...now[name], isNone } })),
    problemOf: findProblem,
    /** Undefined while one of them is invalid. */
    ranges: isWrong
      ? undefined
      : (Object.fromEntries(
          rangeFilters.map(name => [name, read(name)]),
        ) as Ranges),
  };
}
