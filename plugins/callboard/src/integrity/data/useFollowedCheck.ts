import {
  endpoints,
  type VerificationJob,
} from '@callboard/plugin-callboard-common';
import {
  getQueryKey,
  useCallboardQuery,
} from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

const POLL = 1_000;

/** A verification, refetched each second while it runs; its end refetches the lists. */
export function useFollowedCheck(
  listed: VerificationJob | undefined,
): VerificationJob | undefined {
  const queries = useQueryClient();
  const isRunning = listed?.status === 'running';
  const { data } = useCallboardQuery(
    endpoints.getVerification,
    { params: { id: listed?.id ?? '' } },
    {
      enabled: isRunning,
      staleTime: 0,
      refetchInterval: ({ state }) =>
        (state.data?.status ?? 'running') === 'running' && POLL,
    },
  );
  const hasEnded = isRunning && data !== undefined && data.status !== 'running';
  useEffect(() => {
    if (hasEnded) {
      for (const endpoint of [
        endpoints.listVerifications,
        endpoints.listActivitySeals,
      ]) {
        void queries.invalidateQueries({ queryKey: getQueryKey(endpoint) });
      }
    }
  }, [hasEnded, queries]);
  return isRunning ? data ?? listed : listed;
}
