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
  /** The item before the change, as loaded by this client. */
  before: WorkItem;
  patch: WorkItemPatch;
  /** The item as stored by the server. */
  saved: WorkItem;
}

interface WorkActions {
  /**
   * Changes an item optimistically, and offers undo in a toast. If the server rejects the change,
   * the item is restored, and a toast shows the error.
   */
  change: (item: WorkItem, patch: WorkItemPatch, message: string) => void;
  /**
   * Shows a toast about a saved change. Offers undo unless another user changed the item between
   * the load and the change.
   */
  notifySaved: (change: SavedChange, message: string) => void;
}

const WorkActionsContext = createContext<WorkActions>({
  change: () => {},
  notifySaved: () => {},
});

export function useWorkActions(): WorkActions {
  return useContext(WorkActionsContext);
}

interface Versioned {
  version: number;
}

/**
 * Whether another user changed an item between `before`, the version that this user loaded, and
 * this user's change, which created `after`. If so, the values that this user's change replaced are
 * unknown.
 */
export const hasConflictingChange = (
  before: Versioned,
  after: Versioned,
): boolean => after.version > before.version + 1;

export function buildUndoPatch(
  before: WorkItem,
  fields: readonly string[],
): WorkItemPatch {
  return Object.fromEntries(
    fields.map(field => [field, before[field as keyof WorkItem]]),
  ) as WorkItemPatch;
}

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
  const notifySaved = useCallback(
    ({ before, patch, saved }: SavedChange, message: string) =>
      notify({
        status: 'success',
        title: message,
        ...(hasConflictingChange(before, saved)
          ? { description: t('change.overtaken') }
          : {
              onUndo: () =>
                undo(saved, buildUndoPatch(before, Object.keys(patch))),
            }),
      }),
    [notify, t, undo],
  );
  const change = useCallback(
    (item: WorkItem, patch: WorkItemPatch, message: string) => {
      mutateAsync({ item, patch }).then(
        saved => notifySaved({ before: item, patch, saved }, message),
        error => notifyFailure(item, error),
      );
    },
    [mutateAsync, notifyFailure, notifySaved],
  );
  const actions = useMemo(
    () => ({ change, notifySaved }),
    [change, notifySaved],
  );
  return (
    <WorkActionsContext.Provider value={actions}>
      {props.children}
    </WorkActionsContext.Provider>
  );
}

const translatedFields = [
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

export function isTranslatedField(
  name: string,
): name is (typeof translatedFields)[number] {
  return translatedFields.some(field => field === name);
}

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
          return isTranslatedField(name) ? t(`field.${name}`) : name;
        }),
      );
      return t('change.done', { item, field: [...fields].join(', ') });
    },
    [t],
  );
}
