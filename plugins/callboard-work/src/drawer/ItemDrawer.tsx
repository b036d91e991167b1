import { DrawerFrame } from './DrawerFrame';
import type { ItemSequence } from './ItemSequence';
import { OpenItem } from './OpenItem';
import { useNeighbours } from './useNeighbours';

/** An item in full, from the right; Esc closes, `j` and `k` lead to the next. */
export function ItemDrawer(props: {
  id: string | undefined;
  /** What it stands among, where it was opened from a list. */
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
