import { endpoints, type MyAccess } from '@callboard/plugin-callboard-common';
import type { UseQueryResult } from '@tanstack/react-query';
import { useCallboardQuery } from '../query/useCallboardQuery';

const FIVE_MINUTES = 5 * 60_000;

/**
 * What the signed-in person may use that is not about one workspace, and who
 * can give it.
 *
 * @public
 */
export function useMyAccess(): UseQueryResult<MyAccess, Error> {
  return useCallboardQuery(
    endpoints.getMyAccess,
    {},
    { staleTime: FIVE_MINUTES },
  );
}
