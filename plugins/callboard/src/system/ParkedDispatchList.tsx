import type { ParkedDispatch } from '@callboard/plugin-callboard-common';
import {
  DataTableFoot,
  type DataTablePages,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useLayoutEffect, useRef } from 'react';
import { ParkedDispatchItem } from './ParkedDispatchItem';

const keyOf = ({ change, subscriber }: ParkedDispatch) =>
  `${change.id} ${subscriber}`;

/**
 * What was set aside, a page at a time. Whoever tries one again by keyboard is
 * led to the next one when it leaves the list.
 */
export function ParkedDispatchList(props: {
  items: ParkedDispatch[];
  total?: number;
  pages: DataTablePages;
  labelId: string;
  onRetry: (dispatch: ParkedDispatch) => void;
}) {
  const { items, total, onRetry } = props;
  const list = useRef<HTMLUListElement>(null);
  const left = useRef<number>();
  useLayoutEffect(() => {
    const index = left.current;
    if (index === undefined) {
      return;
    }
    left.current = undefined;
    const next = list.current?.children[Math.min(index, items.length - 1)];
    next?.querySelector<HTMLElement>('[data-retry]')?.focus();
  }, [items]);
  return (
    <>
      <Box
        component="ul"
        ref={list}
        // Safari takes the role away from lists without bullets.
        role="list"
        aria-labelledby={props.labelId}
        sx={{ listStyle: 'none', m: 0, p: 0 }}
      >
        {items.map((dispatch, index) => (
          <ParkedDispatchItem
            key={keyOf(dispatch)}
            dispatch={dispatch}
            onRetry={() => {
              left.current = index;
              onRetry(dispatch);
            }}
          />
        ))}
      </Box>
      <Box sx={{ borderTop: 1, borderColor: 'divider' }}>
        <DataTableFoot shown={items.length} total={total} pages={props.pages} />
      </Box>
    </>
  );
}
