import {
  endpoints,
  type TimeSettings,
} from '@callboard/plugin-callboard-common';
import { useCallboardQuery } from '@callboard/plugin-callboard-react';
import type { UseQueryResult } from '@tanstack/react-query';

const FIVE_MINUTES = 5 * 60_000;

/** What a workspace has settled about time. */
export function useTimeSettings(
  slug: string,
): UseQueryResult<TimeSettings, Error> {
  return useCallboardQuery(
    endpoints.getTimeSettings,
    { params: { slug } },
    { staleTime: FIVE_MINUTES },
  );
}
