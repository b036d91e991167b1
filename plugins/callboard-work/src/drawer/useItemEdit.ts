import {
  endpoints,
  type WorkItem,
  type WorkItemPatch,
} from '@callboard/plugin-callboard-common';
import { queryKeyOf, statusOf } from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { paramsOf } from '../data/paramsOf';
import { useChangeItem } from '../data/useChangeItem';
import { useChangeWords } from '../data/useChangeWords';
import { useWorkActions } from '../data/useWorkActions';
import { useWorkProject } from '../data/useWorkProject';

/** What became of saving something. */
export type Saved = 'saved' | 'conflict' | 'failed';

/** Changes of the item whose details are open. */
export interface ItemEdit {
  /** Saves; what somebody else was faster with is kept to be decided. */
  save: (patch: WorkItemPatch, base?: { version: number }) => Promise<Saved>;
  isBusy: boolean;
  /** What was not saved because somebody else was first. */
  conflict: WorkItemPatch | undefined;
  /** Saves it all the same, over what they did. */
  keepMine: () => void;
  /** Gives it up. */
  takeTheirs: () => void;
  /** What else went wrong. */
  error: Error | null;
}

/** Edits an item as long as nobody else does, and asks where somebody did. */
export function useItemEdit(item: WorkItem): ItemEdit {
  const scope = useWorkProject();
  const queries = useQueryClient();
  const { mutateAsync, isPending } = useChangeItem();
  const { offerUndo } = useWorkActions();
  const wordsOf = useChangeWords();
  const [conflict, setConflict] = useState<WorkItemPatch>();
  const [error, setError] = useState<Error | null>(null);
  const params = { ...paramsOf(scope), id: item.id };
  const queryKey = queryKeyOf(endpoints.getWorkItem, { params });
  const name = JSON.stringify(queryKey);

  const save = useCallback(
    async (
      patch: WorkItemPatch,
      base?: { version: number },
    ): Promise<Saved> => {
      const key: readonly unknown[] = JSON.parse(name);
      // What came back from the last change is newer than what is drawn.
      const current = queries.getQueryData<WorkItem>(key) ?? item;
      setError(null);
      try {
        const saved = await mutateAsync({
          item: current,
          patch,
          base: base ?? current,
        });
        setConflict(undefined);
        offerUndo({ before: current, patch, saved }, wordsOf(saved, patch));
        return 'saved';
      } catch (failure) {
        const isConflict = statusOf(failure) === 412;
        if (isConflict) {
          setConflict(earlier => ({ ...earlier, ...patch }));
        } else {
          setError(failure as Error);
        }
        await queries.refetchQueries({ queryKey: key, exact: true });
        return isConflict ? 'conflict' : 'failed';
      }
    },
    [item, mutateAsync, queries, name, offerUndo, wordsOf],
  );
  return {
    save,
    isBusy: isPending,
    conflict,
    keepMine: () => conflict && save(conflict),
    takeTheirs: () => setConflict(undefined),
    error,
  };
}
