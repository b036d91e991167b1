import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type StaffBulkAction,
} from '@callboard/plugin-callboard-common';
import {
  toCountParams,
  formatCount,
  sendInBatches,
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

export interface BulkProgress {
  done: number;
  total: number;
}

interface BulkOutcome extends BulkProgress {
  changed: number;
  unchanged: number;
  /** The ids of the people who were not processed; empty after full success. */
  unprocessedIds: readonly string[];
  /** The error that ended the action early. */
  error?: unknown;
}

/** Runs an action on any number of people in batches, until a batch fails. */
export async function runInBatches(
  action: StaffBulkAction,
  send: (
    batch: StaffBulkAction,
  ) => Promise<{ changed: number; unchanged: number }>,
  onProgress: (progress: BulkProgress) => void,
): Promise<BulkOutcome> {
  const total = action.ids.length;
  const { answers, left, error } = await sendInBatches(
    action.ids,
    ids => send({ ...action, ids }),
    done => onProgress({ done, total }),
    MAX_BATCH_SIZE,
  );
  return {
    changed: answers.reduce((sum, { changed }) => sum + changed, 0),
    unchanged: answers.reduce((sum, { unchanged }) => sum + unchanged, 0),
    done: total - left.length,
    total,
    unprocessedIds: left,
    error,
  };
}

/**
 * Runs a bulk action on people and reports the result.
 *
 * @param onDone - called with the ids of the people who were not processed; empty after full
 *   success
 */
export function useBulkAction(
  slug: string,
  onDone: (unprocessedIds: readonly string[]) => void,
) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const client = useCallboardClient();
  const showToast = useToast();
  const refresh = useRefreshOrganisation();
  const formatError = useFormatStaffError();
  const [progress, setProgress] = useState<BulkProgress>();

  function formatFailure({ done, total, unprocessedIds, error }: BulkOutcome) {
    const count = unprocessedIds.length;
    if (count === 0) {
      return undefined;
    }
    const failure =
      done > 0
        ? t('bulk.partly', {
            ...toCountParams(count),
            done: formatCount(done),
            total: formatCount(total),
          })
        : t(total > MAX_BATCH_SIZE ? 'act.failed' : 'bulk.nothing');
    return `${failure} ${formatError(error)}`;
  }

  function showSuccess(
    { changed, unchanged }: BulkOutcome,
    action: StaffBulkAction['action'],
  ) {
    showToast({
      status: 'success',
      title: t(
        action === 'delete' ? 'bulk.deleted' : 'bulk.done',
        toCountParams(changed),
      ),
      description:
        unchanged > 0
          ? t('bulk.unchanged', toCountParams(unchanged))
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
        showSuccess(outcome, action);
      }
      refresh();
      onDone(outcome.unprocessedIds);
    },
  });
  return {
    run: mutation.mutate,
    isBusy: mutation.isPending,
    progress: mutation.isPending ? progress : undefined,
    problem: mutation.data && formatFailure(mutation.data),
  };
}
