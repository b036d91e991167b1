import { endpoints, type Period } from '@callboard/plugin-callboard-common';
import { useCallboardClient } from '@callboard/plugin-callboard-react';
import {
  useMutation,
  useQueryClient,
  type UseMutationResult,
} from '@tanstack/react-query';
import { refreshTime } from '../data/refreshTime';

/** Submits the person's week or month, identified by any of its days, for approval. */
export function useSubmitPeriod(
  slug: string,
): UseMutationResult<Period, Error, string> {
  const client = useCallboardClient();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: week =>
      client.call(endpoints.submitPeriod, { params: { slug }, body: { week } }),
    onSettled: () => refreshTime(queries),
  });
}
