import type { ParkedDelivery } from '@callboard/plugin-callboard-common';
import {
  DataTableFoot,
  type DataTablePages,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useLayoutEffect, useRef } from 'react';
import { ParkedDeliveryItem } from './ParkedDeliveryItem';

const keyOf = ({ change, subscriber }: ParkedDelivery) =>
  `${change.id} ${subscriber}`;

/**
 * What was set aside, a page at a time. Whoever tries one again by keyboard is
 * led to the next one when it leaves the list.
 */
export function ParkedDeliveryList(props: {
  items: ParkedDelivery[];
  total?: number;
  pages: DataTablePages;
  labelId: string;
  onRetry: (delivery: ParkedDelivery) => void;
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
        {items.map((delivery, index) => (
          <ParkedDeliveryItem
            key={keyOf(delivery)}
            delivery={delivery}
            onRetry={() => {
              left.current = index;
              onRetry(delivery);
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
