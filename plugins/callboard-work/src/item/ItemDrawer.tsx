import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SideDrawer, useUrlState } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useCallback, useEffect, useRef, type ReactNode } from 'react';
import { callboardWorkTranslationRef } from '../translation';
import { type ItemSequence, useNeighbours } from './useNeighbours';
import { OpenItem } from './OpenItem';

export function DrawerFrame(props: {
  id: string | undefined;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { id } = props;
  const paper = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The item was opened from the previous item, which held the focus and has unmounted.
    if (id && document.activeElement === document.body) {
      paper.current?.focus();
    }
  }, [id]);
  return (
    <SideDrawer
      label={t('drawer.label')}
      width={620}
      isOpen={id !== undefined}
      paperRef={paper}
      onClose={props.onClose}
    >
      <Box sx={{ p: { xs: 2, sm: 3 }, pt: { xs: 1, sm: 1.5 } }}>
        {props.children}
      </Box>
    </SideDrawer>
  );
}

/** The URL parameters of the open item. A comment belongs to its item, so both change together. */
const openItemParameters = ['item', 'comment'] as const;

/**
 * Returns the id of the open item from the URL, and a function that opens another item or, without
 * an id, closes the drawer.
 */
export function useOpenItem(): [
  string | undefined,
  (id: string | undefined) => void,
] {
  const [{ item }, setState] = useUrlState(openItemParameters);
  const open = useCallback(
    (id: string | undefined) => setState({ item: id, comment: undefined }),
    [setState],
  );
  return [item, open];
}

/** A drawer with all details of an item. Esc closes the drawer; `j` and `k` open other items. */
export function ItemDrawer(props: {
  id: string | undefined;
  /** The list whose items `j` and `k` open, if any. */
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
