import type { Notification } from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { MarkActs } from '../data/useMarks';
import { actByKey } from './actByKey';
import { calmActs } from './calmActs';
import { NotificationItem } from './NotificationItem';
import { useActorNames } from './useActorNames';

const steps = new Map([
  ['ArrowDown', 1],
  ['j', 1],
  ['ArrowUp', -1],
  ['k', -1],
]);

const titlesIn = (list: HTMLElement | null) => [
  ...(list?.querySelectorAll<HTMLElement>('[data-notification]') ?? []),
];

/**
 * A narrow list of notifications. Arrows, J and K lead from one to the next; E
 * archives the one in focus, and U marks it as unread or read.
 */
export function NotificationItems(props: {
  label: string;
  items: readonly Notification[];
  acts: MarkActs;
  onLeave?: () => void;
}) {
  const { items, acts } = props;
  const list = useRef<HTMLUListElement>(null);
  const nameOf = useActorNames(items);
  /** Where the focus was, when what had it left. */
  const left = useRef<number>();
  useEffect(() => {
    if (
      left.current !== undefined &&
      !list.current?.contains(document.activeElement)
    ) {
      const titles = titlesIn(list.current);
      titles[Math.min(left.current, titles.length - 1)]?.focus();
    }
    left.current = undefined;
  }, [items]);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const target = event.target as HTMLElement;
    const row = target.closest('li');
    if (!row || target.closest('input, [role=menu]')) {
      return;
    }
    const titles = titlesIn(list.current);
    const at = titles.findIndex(title => row.contains(title));
    const step = steps.get(event.key);
    if (step !== undefined) {
      event.preventDefault();
      titles[Math.min(titles.length - 1, Math.max(0, at + step))]?.focus();
      return;
    }
    const item = items.find(
      ({ id }) => id === titles[at]?.dataset.notification,
    );
    if (item && actByKey(event, item, acts)) {
      left.current = at;
    }
  };
  return (
    <Box
      component="ul"
      ref={list}
      aria-label={props.label}
      onKeyDown={onKeyDown}
      sx={{ listStyle: 'none', m: 0, p: 0, ...calmActs }}
    >
      {items.map(item => (
        <Box
          component="li"
          key={item.id}
          sx={{ borderBottom: 1, borderColor: 'divider' }}
        >
          <NotificationItem
            item={item}
            nameOf={nameOf}
            acts={acts}
            onLeave={props.onLeave}
          />
        </Box>
      ))}
    </Box>
  );
}
