import {
  endpoints,
  type PeriodDetails,
} from '@callboard/plugin-callboard-common';
import { useCallboardQuery } from '@callboard/plugin-callboard-react';
import type { UseQueryResult } from '@tanstack/react-query';

/**
 * A period, with who decided on it and why, and whom it waits for.
 *
 * @param id - null while nothing of it was submitted, and nothing is asked for
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
