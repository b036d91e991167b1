import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type WorkItem,
  type WorkItemBulkResult,
  type WorkItemBulkUpdate,
  type WorkItemPatches,
} from '@callboard/plugin-callboard-common';
import {
  toCountParams,
  formatCount,
  sendInBatches,
  getProblems,
  useCallboardClient,
  useFirstSteps,
  useToast,
  type BatchOutcome,
} from '@callboard/plugin-callboard-react';
import {
  useMutation,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query';
import { useState } from 'react';
import { buildUndoPatch, hasConflictingChange } from '../data/WorkActions';
import { getOwnChanges, refreshWork } from '../data/refreshWork';
import { toProjectParams, useWorkProject } from '../data/WorkProject';
import { callboardWorkTranslationRef } from '../translation';

type Patch = WorkItemPatches['patches'][number];

/**
 * Returns the patches that undo a bulk update, item by item. Omits items that the update left
 * unchanged, and items that another user changed between the read and the update.
 *
 * @param before - the items as this client read them
 * @param after - the items after the update
 */
export function invertBulkChange(
  before: readonly WorkItem[],
  changes: WorkItemBulkUpdate['changes'],
  after: WorkItemBulkResult['items'],
): {
  patches: Patch[];
  /** The number of items that another user changed between the read and the update. */
  conflictCount: number;
} {
  const fields = Object.keys(changes).map(field =>
    field.replace(/^(add|remove)_/, ''),
  );
  const itemById = new Map(before.map(item => [item.id, item]));
  const patches: Patch[] = [];
  let conflictCount = 0;
  for (const { id, version } of after) {
    const item = itemById.get(id);
    if (item && hasConflictingChange(item, { version })) {
      conflictCount += 1;
    } else if (item && item.version !== version) {
      patches.push({
        id,
        version,
        changes: buildUndoPatch(item, fields),
      });
    }
  }
  return { patches, conflictCount };
}

/**
 * Changes items. Only the signals of items that the server changes need no refetch.
 *
 * @param listUnchanged - returns the ids of items that the server left unchanged
 */
async function sendOwnChange<Answer>(
  queries: QueryClient,
  ids: readonly string[],
  send: () => Promise<Answer>,
  listUnchanged: (answer: Answer) => readonly string[],
): Promise<Answer> {
  const { record, forget } = getOwnChanges(queries);
  ids.forEach(record);
  let unchangedIds = ids;
  try {
    const answer = await send();
    unchangedIds = listUnchanged(answer);
    return answer;
  } finally {
    unchangedIds.forEach(forget);
  }
}

/** Restores the previous values of many items, and reports the items that it could not restore. */
function useUndoBulk() {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const scope = useWorkProject();
  const client = useCallboardClient();
  const queries = useQueryClient();
  const notify = useToast();
  return async (requested: readonly Patch[]) => {
    const { answers, error } = await sendInBatches(
      requested,
      patches =>
        sendOwnChange(
          queries,
          patches.map(({ id }) => id),
          () =>
            client.call(endpoints.patchManyWorkItems, {
              params: toProjectParams(scope),
              body: { patches },
            }),
          ({ conflicts }) => conflicts,
        ),
      () => {},
    );
    refreshWork(queries, { columns: true });
    const conflictCount = answers.flatMap(({ conflicts }) => conflicts).length;
    const undoneCount = answers.reduce(
      (sum, { changed, unchanged }) => sum + changed + unchanged,
      0,
    );
    const undoneText = t('bulk.undone', toCountParams(undoneCount));
    if (error) {
      notify({
        status: 'danger',
        title: undoneCount > 0 ? undoneText : t('bulk.undoFailed'),
        description: getProblems(error).message,
      });
      return;
    }
    notify({
      status: conflictCount > 0 ? 'danger' : 'info',
      title: undoneText,
      description:
        conflictCount > 0
          ? t('bulk.conflicts', toCountParams(conflictCount))
          : undefined,
    });
  };
}

type Changes = WorkItemBulkUpdate['changes'];
type Outcome = BatchOutcome<WorkItem, WorkItemBulkResult>;

/** A bulk change, and the selected items as loaded when the change started. */
interface BulkChange {
  items: readonly WorkItem[];
  changes: Changes;
}

/**
 * Applies a change to many items, reports the result, and offers undo.
 *
 * @param onDone - receives the ids of the items that failed; empty on success
 */
export function useBulkChange(onDone: (failedIds: readonly string[]) => void) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const scope = useWorkProject();
  const client = useCallboardClient();
  const queries = useQueryClient();
  const notify = useToast();
  const undo = useUndoBulk();
  const { note: completeFirstStep } = useFirstSteps();
  const [processedCount, setProcessedCount] = useState(0);

  function report({ answers, left, error }: Outcome, change: BulkChange) {
    const total = change.items.length;
    const { patches, conflictCount } = invertBulkChange(
      change.items,
      change.changes,
      answers.flatMap(answer => answer.items),
    );
    const undoWarning =
      conflictCount > 0
        ? t('bulk.overtaken', toCountParams(conflictCount))
        : undefined;
    const onUndo = patches.length > 0 ? () => void undo(patches) : undefined;
    if (left.length === 0) {
      const changed = answers.reduce((sum, answer) => sum + answer.changed, 0);
      notify({
        status: 'success',
        title: t('bulk.done', toCountParams(changed)),
        description: undoWarning,
        onUndo,
      });
      return;
    }
    const doneCount = total - left.length;
    notify({
      status: 'danger',
      title:
        doneCount > 0
          ? t('bulk.partly', {
              done: formatCount(doneCount),
              total: formatCount(total),
            })
          : t('bulk.failed'),
      description: [getProblems(error).message, undoWarning]
        .filter(Boolean)
        .join(' '),
      onUndo,
    });
  }

  const mutation = useMutation({
    mutationFn: (change: BulkChange) =>
      sendInBatches(
        change.items,
        batch => {
          const ids = batch.map(({ id }) => id);
          return sendOwnChange(
            queries,
            ids,
            () =>
              client.call(endpoints.updateManyWorkItems, {
                params: toProjectParams(scope),
                body: { ids, changes: change.changes },
              }),
            ({ items }) => {
              const versions = new Map(
                items.map(item => [item.id, item.version]),
              );
              return batch
                .filter(({ id, version }) => versions.get(id) === version)
                .map(({ id }) => id);
            },
          );
        },
        setProcessedCount,
      ),
    onSuccess: (outcome, change) => {
      if (outcome.answers.length > 0) {
        completeFirstStep('item');
      }
      report(outcome, change);
      refreshWork(queries, { columns: true });
      onDone(outcome.left.map(({ id }) => id));
    },
  });
  return {
    run: (items: readonly WorkItem[], changes: Changes) =>
      !mutation.isPending && mutation.mutate({ items, changes }),
    isBusy: mutation.isPending,
    processedCount,
  };
}
