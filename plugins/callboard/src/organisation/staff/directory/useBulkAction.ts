import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type StaffBulkAction,
} from '@callboard/plugin-callboard-common';
import {
  formatCount,
  useCallboardClient,
  useToast,
} from '@callboard/plugin-callboard-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { useRefreshOrganisation } from '../../useRefreshOrganisation';
import { useFormatStaffError } from '../form/StaffFormValues';

/** The server's maximum batch size. */
export const MAX_BATCH_SIZE = 100;

/** The progress of a bulk action, in people. */
interface BulkProgress {
  done: number;
  total: number;
}

/** The outcome of a bulk action on people. */
interface BulkOutcome extends BulkProgress {
  changed: number;
  unchanged: number;
  /** The ids of the people who were not processed; empty if all were. */
  unprocessedIds: readonly string[];
  /** The error that ended the action early. */
  error?: unknown;
}

/**
 * Runs an action on any number of people in batches of the size the server accepts. Each batch
 * succeeds or fails as a whole. Stops at the first failure.
 */
export async function runInBatches(
  action: StaffBulkAction,
  send: (
    batch: StaffBulkAction,
  ) => Promise<{ changed: number; unchanged: number }>,
  onProgress: (progress: BulkProgress) => void,
): Promise<BulkOutcome> {
  const total = action.ids.length;
  let [changed, unchanged, done] = [0, 0, 0];
  let error: unknown;
  while (done < total && !error) {
    onProgress({ done, total });
    const ids = action.ids.slice(done, done + MAX_BATCH_SIZE);
    try {
      const counts = await send({ ...action, ids });
      changed += counts.changed;
      unchanged += counts.unchanged;
      done += ids.length;
    } catch (failure) {
      error = failure;
    }
  }
  return {
    changed,
    unchanged,
    done,
    total,
    unprocessedIds: action.ids.slice(done),
    error,
  };
}

/** Formats the error of a bulk action with the number of people who were not processed. */
function useOutcomeErrorFormatter(): (
  outcome: BulkOutcome,
) => string | undefined {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const formatError = useFormatStaffError();
  return ({ done, total, unprocessedIds, error }) => {
    if (unprocessedIds.length === 0) {
      return undefined;
    }
    const formatPartialFailure = () =>
      t('bulk.partly', {
        count: unprocessedIds.length,
        done: formatCount(done),
        total: formatCount(total),
        formatted: formatCount(unprocessedIds.length),
      });
    const formatTotalFailure = () =>
      t(total > MAX_BATCH_SIZE ? 'act.failed' : 'bulk.nothing');
    return `${
      done > 0 ? formatPartialFailure() : formatTotalFailure()
    } ${formatError(error)}`;
  };
}

/** The state of a bulk action on people. */
export interface BulkAction {
  run: (action: StaffBulkAction) => void;
  isBusy: boolean;
  /** The progress while it runs. */
  progress: BulkProgress | undefined;
  /** The error if some people were not processed. */
  problem: string | undefined;
}

/**
 * Runs a bulk action on people and reports the result.
 *
 * @param onDone - called with the ids of the people who were not processed; empty if all were
 */
export function useBulkAction(
  slug: string,
  onDone: (unprocessedIds: readonly string[]) => void,
): BulkAction {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const client = useCallboardClient();
  const notify = useToast();
  const refresh = useRefreshOrganisation();
  const formatOutcomeError = useOutcomeErrorFormatter();
  const [progress, setProgress] = useState<BulkProgress>();

  function notifySuccess(
    { changed, unchanged }: BulkOutcome,
    isDelete: boolean,
  ) {
    notify({
      status: 'success',
      title: t(isDelete ? 'bulk.deleted' : 'bulk.done', {
        count: changed,
        formatted: formatCount(changed),
      }),
      description:
        unchanged > 0
          ? t('bulk.unchanged', {
              count: unchanged,
              formatted: formatCount(unchanged),
            })
          : undefined,
    });
  }

  const mutation = useMutation({
    mutationFn: (action: StaffBulkAction) =>
      runInBatches(
        action,
        body =>
          client.call(endpoints.changeManyStaff, { params: { slug }, body }),
        setProgress,
      ),
    onSuccess: (outcome, { action }) => {
      if (outcome.unprocessedIds.length === 0) {
        notifySuccess(outcome, action === 'delete');
      }
      refresh();
      onDone(outcome.unprocessedIds);
    },
  });
  return {
    run: mutation.mutate,
    isBusy: mutation.isPending,
    progress: mutation.isPending ? progress : undefined,
    problem: mutation.data && formatOutcomeError(mutation.data),
  };
}
