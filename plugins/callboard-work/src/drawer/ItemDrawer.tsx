import { DrawerFrame } from './DrawerFrame';
import type { ItemSequence } from './ItemSequence';
import { OpenItem } from './OpenItem';
import { useNeighbours } from './useNeighbours';

/** A drawer with an item in full; Esc closes it, `j` and `k` open its neighbours. */
export function ItemDrawer(props: {
  id: string | undefined;
  /** The item's neighbours, if it was opened from a list. */
  sequence?: ItemSequence;
  onOpen: (id: string | undefined) => void;
}) {
  const { id, sequence, onOpen } = props;
  const neighbours = useNeighbours(id, sequence, onOpen);
  return (
    <DrawerFrame id={id} onClose={() => onOpen(undefined)}>
      {id && <OpenItem id={id} neighbours={neighbours} onOpen={onOpen} />}
    </DrawerFrame>
  );
}
