import { type Period, endpoints } from '@callboard/plugin-callboard-common';
import { useMutation } from '@tanstack/react-query';
import {
  toIfMatchHeader,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import { useCallback, type MouseEvent } from 'react';
import { useRefreshTime } from '../../data/refreshTime';

/**
 * Whether a click is a single click or the first of a double click. After a decision, the next
 * timesheet appears in the same place, and a double click must not decide on both.
 */
export const isFirstClick = ({ detail }: Pick<MouseEvent, 'detail'>) =>
  detail < 2;

/** A decision on a period. The owner of the period sees the reason. */
export type Decision =
  | { action: 'approve' }
  | { action: 'reject' | 'reopen'; reason: string };

const decisionEndpoints = {
  reject: endpoints.rejectPeriod,
  reopen: endpoints.reopenPeriod,
} as const;

/**
 * Returns a function that decides on a period. The server rejects the decision if the period has
 * changed since it was loaded.
 */
export function useDecide(slug: string) {
  const client = useCallboardClient();
  return useCallback(
    (period: Period, decision: Decision): Promise<Period> => {
      const params = { slug, id: period.id };
      const headers = toIfMatchHeader(period);
      return decision.action === 'approve'
        ? client.call(endpoints.approvePeriod, { params, headers })
        : client.call(decisionEndpoints[decision.action], {
            params,
            headers,
            body: { reason: decision.reason },
          });
    },
    [client, slug],
  );
}

export function useDecision(slug: string, period: Period) {
  const decide = useDecide(slug);
  return useMutation({
    mutationFn: (decision: Decision) => decide(period, decision),
    onSettled: useRefreshTime(),
  });
}
