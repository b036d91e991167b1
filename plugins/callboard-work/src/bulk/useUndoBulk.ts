import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type WorkItemPatches,
} from '@callboard/plugin-callboard-common';
import {
  formatCount,
  sendInBatches,
  getProblems,
  useCallboardClient,
  useToast,
} from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { trackOwnChanges } from '../data/trackOwnChanges';
import { toProjectParams } from '../data/toProjectParams';
import { refreshWork } from '../data/refreshWork';
import { useWorkProject } from '../data/useWorkProject';
import { callboardWorkTranslationRef } from '../translation';

/** Restores the previous values of many items, and reports those that stay as they are. */
export function useUndoBulk(): (
  requested: WorkItemPatches['patches'],
) => Promise<void> {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const scope = useWorkProject();
  const client = useCallboardClient();
  const queries = useQueryClient();
  const notify = useToast();
  return async requested => {
    const { answers, error } = await sendInBatches(
      requested,
      patches => {
        patches.forEach(({ id }) => trackOwnChanges(queries).note(id));
        return client.call(endpoints.patchManyWorkItems, {
          params: toProjectParams(scope),
          body: { patches },
        });
      },
      () => {},
    );
    refreshWork(queries, { columns: true });
    const conflictCount = answers.flatMap(({ conflicts }) => conflicts).length;
    const undone = answers.reduce(
      (sum, { changed, unchanged }) => sum + changed + unchanged,
      0,
    );
    const undoneText = t('bulk.undone', {
      count: undone,
      formatted: formatCount(undone),
    });
    if (error) {
      notify({
        status: 'danger',
        title: undone > 0 ? undoneText : t('bulk.undoFailed'),
        description: getProblems(error).message,
      });
      return;
    }
    notify({
      status: conflictCount > 0 ? 'danger' : 'info',
      title: undoneText,
      description:
        conflictCount > 0
          ? t('bulk.conflicts', {
              count: conflictCount,
              formatted: formatCount(conflictCount),
            })
          : undefined,
    });
  };
}
