import {
  endpoints,
  type PeriodDetails,
} from '@callboard/plugin-callboard-common';
import { useCallboardQuery } from '@callboard/plugin-callboard-react';
import type { UseQueryResult } from '@tanstack/react-query';

/**
 * Loads a period with its decisions and its approvers.
 *
 * @param id - null before the first submission; no request is sent then
 */
export function usePeriod(
  slug: string,
  id: string | null,
): UseQueryResult<PeriodDetails, Error> {
  return useCallboardQuery(
    endpoints.getPeriod,
    { params: { slug, id: id ?? '' } },
    { enabled: id !== null, refetchOnWindowFocus: 'always' },
  );
}
