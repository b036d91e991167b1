import { useEffect, useRef, useState } from 'react';
import type { WorkItem } from '@callboard/plugin-callboard-common';

/** The list of items around the open one, in order. */
export interface ItemSequence {
  items: readonly Pick<WorkItem, 'id' | 'project_id'>[];
  /** Loads the next page, if any. */
  loadMore?: () => void;
}

/** Functions that open the neighbours of an item; undefined at the end of the list. */
export interface Neighbours {
  previous: (() => void) | undefined;
  next: (() => void) | undefined;
}

/**
 * Finds the neighbours of the open item. An item that has left the list, for example because it was
 * completed, keeps its former neighbours. At the end of the loaded items, the next one becomes
 * available once more are loaded.
 */
export function useNeighbours(
  id: string | undefined,
  sequence: ItemSequence | undefined,
  open: (id: string) => void,
): Neighbours {
  const { items = [], loadMore } = sequence ?? {};
  const [isWaiting, setWaiting] = useState(false);
  const index = items.findIndex(item => item.id === id);
  const lastSeen = useRef<{ id: string | undefined; index: number }>();
  if (index >= 0) {
    lastSeen.current = { id, index };
  }
  const formerIndex =
    lastSeen.current?.id === id ? lastSeen.current?.index : undefined;
  let before: number | undefined;
  let after: number | undefined;
  if (index >= 0) {
    [before, after] = [index - 1, index + 1];
  } else if (formerIndex !== undefined) {
    // The item left the list, so the next one has moved up.
    [before, after] = [formerIndex - 1, formerIndex];
  }
  const getItemId = (itemIndex: number | undefined) =>
    itemIndex === undefined ? undefined : items[itemIndex]?.id;
  const [previousId, nextId] = [getItemId(before), getItemId(after)];

  useEffect(() => setWaiting(false), [id]);
  useEffect(() => {
    if (isWaiting && nextId) {
      open(nextId);
    }
  }, [isWaiting, nextId, open]);

  let next: Neighbours['next'];
  if (nextId) {
    next = () => open(nextId);
  } else if (after !== undefined && loadMore) {
    next = () => {
      setWaiting(true);
      loadMore();
    };
  }
  return {
    previous: previousId ? () => open(previousId) : undefined,
    next,
  };
}
