import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type WorkItem,
  type WorkItemPatch,
} from '@callboard/plugin-callboard-common';
import {
  getQueryKey,
  getErrorStatus,
  useUnseenFailure,
} from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { toProjectParams, useWorkProject } from '../data/WorkProject';
import { useChangeItem } from '../data/useItemMutations';
import { useChangeLabel, useWorkActions } from '../data/WorkActions';
import { callboardWorkTranslationRef } from '../translation';

/** The saved item, or why nothing was saved. */
type SaveResult = WorkItem | 'conflict' | 'failed';

/** Returns a patch without the fields that another patch saved; undefined if no field remains. */
function omitFields(
  patch: WorkItemPatch,
  saved: WorkItemPatch,
): WorkItemPatch | undefined {
  const remaining = Object.entries(patch).filter(
    ([field]) => !(field in saved),
  );
  return remaining.length > 0 ? Object.fromEntries(remaining) : undefined;
}

/** Edits an item with optimistic locking; on a conflict, the user decides. */
export function useItemEdit(item: WorkItem) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const scope = useWorkProject();
  const queries = useQueryClient();
  const { mutateAsync, isPending } = useChangeItem();
  const { notifySaved } = useWorkActions();
  const getChangeLabel = useChangeLabel();
  const notifyUnseenFailure = useUnseenFailure();
  const [conflict, setConflict] = useState<WorkItemPatch>();
  const [error, setError] = useState<Error | null>(null);

  const save = useCallback(
    async (
      patch: WorkItemPatch,
      base?: { version: number },
    ): Promise<SaveResult> => {
      const queryKey = getQueryKey(endpoints.getWorkItem, {
        params: { ...toProjectParams(scope), id: item.id },
      });
      // The cache may contain the response to the last change, which is newer than the rendered
      // item.
      const current = queries.getQueryData<WorkItem>(queryKey) ?? item;
      setError(null);
      try {
        const saved = await mutateAsync({
          item: current,
          patch,
          base: base ?? current,
        });
        setConflict(unsaved => unsaved && omitFields(unsaved, patch));
        notifySaved(
          { before: current, patch, saved },
          getChangeLabel(saved, patch),
        );
        return saved;
      } catch (failure) {
        const isConflict = getErrorStatus(failure) === 412;
        if (isConflict) {
          setConflict(earlier => ({ ...earlier, ...patch }));
        } else {
          setError(failure as Error);
        }
        notifyUnseenFailure(
          t('change.failed', { item: current.identifier }),
          failure,
          isConflict ? t('change.changedSince') : undefined,
        );
        await queries.refetchQueries({ queryKey, exact: true });
        return isConflict ? 'conflict' : 'failed';
      }
    },
    [
      t,
      item,
      scope,
      mutateAsync,
      queries,
      notifySaved,
      getChangeLabel,
      notifyUnseenFailure,
    ],
  );
  return {
    /** Saves a patch; on a conflict, retains it for the user to decide. */
    save,
    isBusy: isPending,
    /** The patch that was not saved because another user saved first. */
    conflict,
    /** Saves `conflict`, and overwrites the other user's change. */
    keepMine: () => conflict && save(conflict),
    takeTheirs: () => setConflict(undefined),
    error,
  };
}

export type ItemEdit = ReturnType<typeof useItemEdit>;
