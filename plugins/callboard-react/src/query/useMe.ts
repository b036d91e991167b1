import { endpoints, type Me } from '@callboard/plugin-callboard-common';
import type { UseQueryResult } from '@tanstack/react-query';
import { useCallboardQuery } from './useCallboardQuery';

const FIVE_MINUTES = 5 * 60_000;

/** The signed-in person as Callboard knows them, with their workspaces. @public */
export function useMe(): UseQueryResult<Me, Error> {
  return useCallboardQuery(endpoints.getMe, {}, { staleTime: FIVE_MINUTES });
}
