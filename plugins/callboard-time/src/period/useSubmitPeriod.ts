import { endpoints, type Period } from '@callboard/plugin-callboard-common';
import { useCallboardClient } from '@callboard/plugin-callboard-react';
import {
  useMutation,
  useQueryClient,
  type UseMutationResult,
} from '@tanstack/react-query';
import { refreshTime } from '../data/refreshTime';

/** Submits one's own week, or month, for approval; any day of it names it. */
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
