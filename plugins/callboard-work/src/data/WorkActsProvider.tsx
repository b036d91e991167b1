import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  WorkItem,
  WorkItemPatch,
} from '@callboard/plugin-callboard-common';
import {
  problemsOf,
  UndoSnackbar,
  useNotice,
} from '@callboard/plugin-callboard-react';
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import { callboardWorkTranslationRef } from '../translation';
import { inverseOf } from './inverseOf';
import { useChangeItem } from './useChangeItem';
import { WorkActsContext } from './WorkActsContext';

/** A change that can be taken back. */
interface Done {
  item: WorkItem;
  inverse: WorkItemPatch;
  message: string;
}

/** Lets what is in it change items, and offers to take the last change back. */
export function WorkActsProvider(props: { children: ReactNode }) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { mutateAsync } = useChangeItem();
  const notify = useNotice();
  const [done, setDone] = useState<Done>();

  const complain = useCallback(
    (item: WorkItem, error: Error) =>
      notify({
        status: 'danger',
        title: t('change.failed', { item: item.identifier }),
        description: problemsOf(error).message,
      }),
    [notify, t],
  );
  const change = useCallback(
    (item: WorkItem, patch: WorkItemPatch, message: string) => {
      setDone(undefined);
      mutateAsync({ item, patch }).then(
        saved =>
          setDone({ item: saved, inverse: inverseOf(item, patch), message }),
        error => complain(item, error),
      );
    },
    [mutateAsync, complain],
  );
  const acts = useMemo(() => ({ change }), [change]);
  return (
    <WorkActsContext.Provider value={acts}>
      {props.children}
      {done && (
        <UndoSnackbar
          key={`${done.item.id} ${done.item.version}`}
          message={done.message}
          onUndo={() =>
            mutateAsync({ item: done.item, patch: done.inverse }).catch(error =>
              complain(done.item, error),
            )
          }
          onClose={() => setDone(undefined)}
        />
      )}
    </WorkActsContext.Provider>
  );
}
