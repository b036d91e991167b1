import { endpoints, type Period } from '@callboard/plugin-callboard-common';
import { useCallboardQuery } from '@callboard/plugin-callboard-react';
import type { UseQueryResult } from '@tanstack/react-query';

/**
 * A period, with who decided on it and why.
 *
 * @param id - null while nothing of it was submitted, and nothing is asked for
 */
export function usePeriod(
  slug: string,
  id: string | null,
): UseQueryResult<Period, Error> {
  return useCallboardQuery(
    endpoints.getPeriod,
    { params: { slug, id: id ?? '' } },
    { enabled: id !== null, refetchOnWindowFocus: 'always' },
  );
}
