import { useEffect, useRef, useState } from 'react';
import type { WorkItem } from '@callboard/plugin-callboard-common';

/** The list that contains the open item, in its order on the page. */
export interface ItemSequence {
  items: readonly Pick<WorkItem, 'id' | 'project_id'>[];
  loadMore?: () => void;
}

/** Functions that open the neighbours of an item; undefined at the ends of the list. */
export interface Neighbours {
  previous: (() => void) | undefined;
  next: (() => void) | undefined;
}

/**
 * Finds the neighbours of the open item. An item that has left the list, for example because it was
 * completed, keeps its former neighbours. At the end of the loaded items, `next` loads more items
 * and then opens the next one.
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
  let previousIndex: number | undefined;
  let nextIndex: number | undefined;
  if (index >= 0) {
    [previousIndex, nextIndex] = [index - 1, index + 1];
  } else if (formerIndex !== undefined) {
    // The open item left the list, so the next item has moved to its index.
    [previousIndex, nextIndex] = [formerIndex - 1, formerIndex];
  }
  const getItemId = (itemIndex: number | undefined) =>
    itemIndex === undefined ? undefined : items[itemIndex]?.id;
  const [previousId, nextId] = [getItemId(previousIndex), getItemId(nextIndex)];

  useEffect(() => setWaiting(false), [id]);
  useEffect(() => {
    if (isWaiting && nextId) {
      open(nextId);
    }
  }, [isWaiting, nextId, open]);

  let next: Neighbours['next'];
  if (nextId) {
    next = () => open(nextId);
  } else if (nextIndex !== undefined && loadMore) {
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
