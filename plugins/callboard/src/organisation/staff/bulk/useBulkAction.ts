import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type StaffBulkAction,
} from '@callboard/plugin-callboard-common';
import {
  formatCount,
  useCallboardClient,
  useNotice,
} from '@callboard/plugin-callboard-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { useRefreshOrganisation } from '../../shared/useRefreshOrganisation';
import {
  actInBatches,
  type BulkOutcome,
  type BulkProgress,
} from './actInBatches';
import { useOutcomeProblem } from './useOutcomeProblem';

/** An act on many people, before, while and after it is done. */
export interface BulkAction {
  act: (action: StaffBulkAction) => void;
  isBusy: boolean;
  /** How far it is. */
  progress: BulkProgress | undefined;
  /** Why it was not done for everybody. */
  problem: string | undefined;
}

/**
 * Does something to many people, and says what became of it.
 *
 * @param onDone - is told who was not reached; nobody when all went well
 */
export function useBulkAction(
  slug: string,
  onDone: (left: readonly string[]) => void,
): BulkAction {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const client = useCallboardClient();
  const notify = useNotice();
  const refresh = useRefreshOrganisation();
  const problemOf = useOutcomeProblem();
  const [progress, setProgress] = useState<BulkProgress>();

  function praise({ changed, unchanged }: BulkOutcome, isDelete: boolean) {
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
      actInBatches(
        action,
        body =>
          client.call(endpoints.changeManyStaff, { params: { slug }, body }),
        setProgress,
      ),
    onSuccess: (outcome, { action }) => {
      if (outcome.left.length === 0) {
        praise(outcome, action === 'delete');
      }
      refresh();
      onDone(outcome.left);
    },
  });
  return {
    act: mutation.mutate,
    isBusy: mutation.isPending,
    progress: mutation.isPending ? progress : undefined,
    problem: mutation.data && problemOf(mutation.data),
  };
}
