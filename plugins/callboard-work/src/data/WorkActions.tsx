import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  WorkItem,
  WorkItemPatch,
} from '@callboard/plugin-callboard-common';
import {
  getErrorStatus,
  getProblems,
  useToast,
} from '@callboard/plugin-callboard-react';
import {
  createContext,
  useCallback,
  useContext,
  useMemo,
  type ReactNode,
} from 'react';
import { callboardWorkTranslationRef } from '../translation';
import { useChangeItem } from './useItemMutations';

/** A change that the server saved. */
interface SavedChange {
  /** The item that the reader saw when they changed it. */
  before: WorkItem;
  patch: WorkItemPatch;
  /** The item as stored by the server. */
  saved: WorkItem;
}

/** Optimistic changes of work items, with undo. */
interface WorkActions {
  /**
   * Changes an item optimistically, with an undo for a while. If the server refuses the change, the
   * item is restored.
   */
  change: (item: WorkItem, patch: WorkItemPatch, message: string) => void;
  /** Shows a message about a change, and offers undo if that is safe. */
  offerUndo: (change: SavedChange, message: string) => void;
}

const WorkActionsContext = createContext<WorkActions>({
  change: () => {},
  offerUndo: () => {},
});

/** Returns the actions on the items of the current project. */
export function useWorkActions(): WorkActions {
  return useContext(WorkActionsContext);
}

interface Versioned {
  version: number;
}

/**
 * Whether another user changed an item between `before`, which the reader saw, and the reader's
 * change, which resulted in `after`. The values right before the reader's change are then unknown.
 */
export const wasOvertaken = (before: Versioned, after: Versioned): boolean =>
  after.version > before.version + 1;

/** Returns the patch that restores an item. */
export function buildUndoPatch(
  before: WorkItem,
  patch: WorkItemPatch,
): WorkItemPatch {
  return Object.fromEntries(
    Object.keys(patch).map(field => [field, before[field as keyof WorkItem]]),
  ) as WorkItemPatch;
}

/** Provides the actions on items to its children. */
export function WorkActionsProvider(props: { children: ReactNode }) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { mutateAsync } = useChangeItem();
  const notify = useToast();

  const notifyFailure = useCallback(
    (item: WorkItem, error: Error) =>
      notify({
        status: 'danger',
        title: t('change.failed', { item: item.identifier }),
        description: getProblems(error).message,
      }),
    [notify, t],
  );
  const undo = useCallback(
    async (saved: WorkItem, inverse: WorkItemPatch) => {
      try {
        await mutateAsync({ item: saved, patch: inverse, base: saved });
        notify({
          status: 'info',
          title: t('change.undone', { item: saved.identifier }),
        });
      } catch (error) {
        if (getErrorStatus(error) === 412) {
          notify({
            status: 'danger',
            title: t('change.notUndone', { item: saved.identifier }),
            description: t('change.changedSince'),
          });
        } else {
          notifyFailure(saved, error as Error);
        }
      }
    },
    [mutateAsync, notify, t, notifyFailure],
  );
  const offerUndo = useCallback(
    ({ before, patch, saved }: SavedChange, message: string) =>
      notify({
        status: 'success',
        title: message,
        ...(wasOvertaken(before, saved)
          ? { description: t('change.overtaken') }
          : { onUndo: () => undo(saved, buildUndoPatch(before, patch)) }),
      }),
    [notify, t, undo],
  );
  const change = useCallback(
    (item: WorkItem, patch: WorkItemPatch, message: string) => {
      mutateAsync({ item, patch }).then(
        saved => offerUndo({ before: item, patch, saved }, message),
        error => notifyFailure(item, error),
      );
    },
    [mutateAsync, notifyFailure, offerUndo],
  );
  const actions = useMemo(() => ({ change, offerUndo }), [change, offerUndo]);
  return (
    <WorkActionsContext.Provider value={actions}>
      {props.children}
    </WorkActionsContext.Provider>
  );
}

/** The fields with a label. */
const labelledFields = [
  'title',
  'description',
  'state',
  'priority',
  'assignees',
  'labels',
  'estimate_points',
  'estimate_time',
  'cycle',
  'module',
  'start_date',
  'target_date',
  'parent',
] as const;

/** Whether a field has a label. */
export function isItemField(
  name: string,
): name is (typeof labelledFields)[number] {
  return labelledFields.some(field => field === name);
}

/** Returns a function that describes a change of an item. */
export function useChangeLabel(): (
  item: Pick<WorkItem, 'identifier'>,
  patch: WorkItemPatch,
) => string {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  return useCallback(
    ({ identifier: item }, patch) => {
      if (patch.archived_at !== undefined) {
        return t(patch.archived_at ? 'change.archived' : 'change.unarchived', {
          item,
        });
      }
      const fields = new Set(
        Object.keys(patch).map(field => {
          const name = field.replace(/_id$/, '');
          return isItemField(name) ? t(`field.${name}`) : name;
        }),
      );
      return t('change.done', { item, field: [...fields].join(', ') });
    },
    [t],
  );
}
