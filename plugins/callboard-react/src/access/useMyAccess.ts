import { endpoints, type MyAccess } from '@callboard/plugin-callboard-common';
import type { UseQueryResult } from '@tanstack/react-query';
import { useCallboardQuery } from '../query/useCallboardQuery';

const FIVE_MINUTES = 5 * 60_000;

/** Loads the signed-in person's access outside single workspaces, and who can grant it. @public */
export function useMyAccess(): UseQueryResult<MyAccess, Error> {
  return useCallboardQuery(
    endpoints.getMyAccess,
    {},
    { staleTime: FIVE_MINUTES },
  );
}
