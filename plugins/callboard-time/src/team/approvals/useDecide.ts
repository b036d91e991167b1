import { endpoints, type Period } from '@callboard/plugin-callboard-common';
import {
  toIfMatchHeader,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import { useCallback } from 'react';
import type { Decision } from './Decision';

const decisionEndpoints = {
  reject: endpoints.rejectPeriod,
  reopen: endpoints.reopenPeriod,
} as const;

/** Decides on periods in the versions shown; the server rejects a decision on a changed one. */
export function useDecide(
  slug: string,
): (period: Period, decision: Decision) => Promise<Period> {
  const client = useCallboardClient();
  return useCallback(
    (period, decision) => {
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
