import {
  type VerificationJob,
  endpoints,
  type FirstBad,
  type BodyInputOf,
} from '@callboard/plugin-callboard-common';
import {
  useEndpointPages,
  type Pages,
  useCallboardQuery,
  getQueryKey,
  useEndpointMutation,
  useWholeList,
} from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';
import { formatWait } from '../shared/formatDuration';
import { useRowHref } from '../shared/useRowHref';
import { callboardIntegrityTranslationRef } from './translation';

const SEALS_POLL_MS = 15_000;
const RUNNING_CHECK_POLL_MS = 1_000;

/**
 * Refetches a verification each second while it runs. When it ends, refetches the lists of
 * verifications and seals.
 */
function usePolledVerification(
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
        (state.data?.status ?? 'running') === 'running' &&
        RUNNING_CHECK_POLL_MS,
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

type VerificationRange = BodyInputOf<typeof endpoints.startVerification>;

/**
 * Returns the running verification, or the last one started on this page, with the mutations that
 * start and cancel a verification.
 */
export function useVerification(checks: readonly VerificationJob[]) {
  const queries = useQueryClient();
  const [startedId, setStartedId] = useState<string>();
  const listedCheck =
    checks.find(({ status }) => status === 'running') ??
    checks.find(({ id }) => id === startedId);
  const check = usePolledVerification(listedCheck);
  const startMutation = useEndpointMutation(endpoints.startVerification, {
    toRequest: (body: VerificationRange) => ({ body }),
    invalidates: [endpoints.listVerifications],
    onSuccess: ({ id }, _range, refreshed) => {
      setStartedId(id);
      return refreshed;
    },
  });
  const cancelMutation = useEndpointMutation(endpoints.cancelVerification, {
    toRequest: (id: string) => ({ params: { id }, body: {} }),
    invalidates: [endpoints.listVerifications],
    beforeRefetch: cancelled =>
      queries.setQueryData(
        getQueryKey(endpoints.getVerification, {
          params: { id: cancelled.id },
        }),
        cancelled,
      ),
    onSuccess: (_cancelled, _id, refreshed) => refreshed,
  });
  return { check, startMutation, cancelMutation };
}

/** The maximum normal delay. Rows are usually sealed within seconds, after an import in minutes. */
const MAX_NORMAL_LAG_MS = 10 * 60_000;

/** Returns how long rows have waited to be sealed, as text; undefined while that is normal. */
export function useSealingWait(): string | undefined {
  const { data } = useCallboardQuery(
    endpoints.getHealth,
    {},
    { refetchInterval: SEALS_POLL_MS, staleTime: 0 },
  );
  const lagMs = data?.seals.lag_ms ?? 0;
  return lagMs > MAX_NORMAL_LAG_MS ? formatWait(lagMs) : undefined;
}

export function useDifferenceLabels(): (difference: FirstBad) => string {
  const { t } = useTranslationRef(callboardIntegrityTranslationRef);
  return ({ id, kind, segment }) => {
    if (segment === null) {
      return t('bad.unknownHead');
    }
    return id === null ? t(`bad.${kind}Seal`) : t(`bad.${kind}`);
  };
}

/** Returns a function that builds the URL of the row that differs, if the log contains the row. */
export function useDifferenceHref(): (
  difference: FirstBad,
) => string | undefined {
  const getRowHref = useRowHref();
  return ({ id, kind }) =>
    id !== null && kind !== 'missing' ? getRowHref(id) : undefined;
}

/** The newest seal, refetched every 15 seconds; null if none exists. */
export function useNewestSeal() {
  const newest = useCallboardQuery(
    endpoints.listActivitySeals,
    { query: { limit: 1 } },
    { refetchInterval: SEALS_POLL_MS, staleTime: 0 },
  );
  return {
    ...newest,
    data: newest.data && (newest.data.items[0] ?? null),
  };
}

const CHECKS_PER_PAGE = 20;

export function useChecks(): Pages<VerificationJob> {
  return useEndpointPages(endpoints.listVerifications, {
    query: { limit: CHECKS_PER_PAGE },
  });
}

/** The integrity status of the log: the result of a verification, or `unchecked`. */
export type Verdict =
  | { status: 'unchecked' }
  | { status: 'intact' | 'tampered' | 'unknownHead'; check: VerificationJob };

/** Returns the result of a verification; undefined if it did not complete. */
export function getVerificationResult({
  status,
  result,
}: VerificationJob): Exclude<Verdict['status'], 'unchecked'> | undefined {
  if (status !== 'done') {
    return undefined;
  }
  if (!result.first_bad) {
    return 'intact';
  }
  return result.first_bad.segment === null ? 'unknownHead' : 'tampered';
}

/**
 * Derives the status of the whole log from its verifications, newest first. Ignores verifications
 * that are older than the last one that found the whole log intact. Tampering outweighs an unknown
 * head, because a person may have mistyped the head.
 */
function getIntegrityStatus(checks: readonly VerificationJob[]): Verdict {
  let verdict: Verdict = { status: 'unchecked' };
  for (const check of checks) {
    const status = getVerificationResult(check);
    if (status === 'tampered') {
      return { status, check };
    }
    if (status === 'unknownHead' && verdict.status === 'unchecked') {
      verdict = { status, check };
    }
    if (status === 'intact' && check.from === null && check.to === null) {
      return verdict.status === 'unchecked' ? { status, check } : verdict;
    }
  }
  return verdict;
}

export function useIntegrityStatus() {
  const list = useWholeList(endpoints.listVerifications, {});
  return { ...list, data: list.data && getIntegrityStatus(list.data.items) };
}
