import type { DeadLetter } from '@callboard/plugin-callboard-common';
import {
  DataTableFoot,
  type DataTablePages,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useLayoutEffect, useRef } from 'react';
import { DeadLetterItem } from './DeadLetterItem';
import { SystemList } from './SystemList';

const getDeadLetterKey = ({ change, subscriber }: DeadLetter) =>
  `${change.id} ${subscriber}`;

/** The dead letters, one page at a time. After a retry by keyboard, the focus moves to the next one. */
export function DeadLetterList(props: {
  items: DeadLetter[];
  total?: number;
  pages: DataTablePages;
  titleId: string;
  onRetry: (dispatch: DeadLetter) => void;
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
      <SystemList ref={list} titleId={props.titleId}>
        {items.map((dispatch, index) => (
          <DeadLetterItem
            key={getDeadLetterKey(dispatch)}
            dispatch={dispatch}
            onRetry={() => {
              left.current = index;
              onRetry(dispatch);
            }}
          />
        ))}
      </SystemList>
      <Box sx={{ borderTop: 1, borderColor: 'divider' }}>
        <DataTableFoot shown={items.length} total={total} pages={props.pages} />
      </Box>
    </>
  );
}
