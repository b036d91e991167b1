import {
  endpoints,
  type BodyInputOf,
  type VerificationJob,
} from '@callboard/plugin-callboard-common';
import {
  getQueryKey,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useFollowedCheck } from '../data/useFollowedCheck';

type Range = BodyInputOf<typeof endpoints.startVerification>;

/** The running verification, or the last one started here, and mutations that start and cancel. */
export function useVerification(checks: readonly VerificationJob[]) {
  const client = useCallboardClient();
  const queries = useQueryClient();
  const [startedId, setStartedId] = useState<string>();
  const listed =
    checks.find(({ status }) => status === 'running') ??
    checks.find(({ id }) => id === startedId);
  const check = useFollowedCheck(listed);
  const refresh = () =>
    queries.invalidateQueries({
      queryKey: getQueryKey(endpoints.listVerifications),
    });
  const starting = useMutation({
    mutationFn: (body: Range) =>
      client.call(endpoints.startVerification, { body }),
    onSuccess: ({ id }) => {
      setStartedId(id);
      return refresh();
    },
  });
  const cancelling = useMutation({
    mutationFn: (id: string) =>
      client.call(endpoints.cancelVerification, { params: { id }, body: {} }),
    onSuccess: async cancelled => {
      queries.setQueryData(
        getQueryKey(endpoints.getVerification, {
          params: { id: cancelled.id },
        }),
        cancelled,
      );
      await refresh();
    },
  });
  return { check, starting, cancelling };
}
