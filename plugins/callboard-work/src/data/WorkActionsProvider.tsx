import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  WorkItem,
  WorkItemPatch,
} from '@callboard/plugin-callboard-common';
import {
  getProblems,
  getErrorStatus,
  useToast,
} from '@callboard/plugin-callboard-react';
import { useCallback, useMemo, type ReactNode } from 'react';
import { callboardWorkTranslationRef } from '../translation';
import { buildUndoPatch } from './buildUndoPatch';
import { useChangeItem } from './useChangeItem';
import { wasOvertaken } from './wasOvertaken';
import type { MadeChange } from './WorkActions';
import { WorkActionsContext } from './WorkActionsContext';

/** Provides changes of items to its children, with an undo of the last one. */
export function WorkActionsProvider(props: { children: ReactNode }) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { mutateAsync } = useChangeItem();
  const notify = useToast();

  const complain = useCallback(
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
          complain(saved, error as Error);
        }
      }
    },
    [mutateAsync, notify, t, complain],
  );
  const offerUndo = useCallback(
    ({ before, patch, saved }: MadeChange, message: string) =>
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
        error => complain(item, error),
      );
    },
    [mutateAsync, complain, offerUndo],
  );
  const actions = useMemo(() => ({ change, offerUndo }), [change, offerUndo]);
  return (
    <WorkActionsContext.Provider value={actions}>
      {props.children}
    </WorkActionsContext.Provider>
  );
}
