import type { Period } from '@callboard/plugin-callboard-common';
import {
  useMutation,
  useQueryClient,
  type UseMutationResult,
} from '@tanstack/react-query';
import { refreshTime } from '../../data/refreshTime';
import type { Decision } from './Decision';
import { useDecide } from './useDecide';

/** Decides on one period in the version shown. */
export function useDecision(
  slug: string,
  period: Period,
): UseMutationResult<Period, Error, Decision> {
  const decide = useDecide(slug);
  const queries = useQueryClient();
  return useMutation({
    mutationFn: decision => decide(period, decision),
    onSettled: () => refreshTime(queries),
  });
}
