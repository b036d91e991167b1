import {
  endpoints,
  type TimeSettings,
} from '@callboard/plugin-callboard-common';
import { useCallboardQuery } from '@callboard/plugin-callboard-react';
import type { UseQueryResult } from '@tanstack/react-query';

const FIVE_MINUTES = 5 * 60_000;

/** Loads the time settings of a workspace. */
export function useTimeSettings(
  slug: string,
): UseQueryResult<TimeSettings, Error> {
  return useCallboardQuery(
    endpoints.getTimeSettings,
    { params: { slug } },
    { staleTime: FIVE_MINUTES },
  );
}
