import type { Notification } from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import { useEffect, useRef, type FocusEvent, type KeyboardEvent } from 'react';
import type { NotificationStateActions } from '../data/useNotificationActions';
import { runActionByKey } from './runActionByKey';
import { hoverActions } from './hoverActions';
import { NotificationItem } from './NotificationItem';
import { useActorNames } from './useActorNames';

const steps = new Map([
  ['ArrowDown', 1],
  ['j', 1],
  ['ArrowUp', -1],
  ['k', -1],
]);

/** Returns the number of rows that a key moves by; undefined for other keys, and with a modifier. */
function getKeyStep(event: KeyboardEvent): number | undefined {
  const { ctrlKey, metaKey, altKey, shiftKey } = event;
  return ctrlKey || metaKey || altKey || shiftKey
    ? undefined
    : steps.get(event.key);
}

const getTitleElements = (list: HTMLElement | null) => [
  ...(list?.querySelectorAll<HTMLElement>('[data-notification]') ?? []),
];

/** Moves the focus into a list from around it, by the keys that move within the list. */
export function enterItems(event: KeyboardEvent<HTMLElement>): void {
  const { currentTarget: around } = event;
  if (
    !event.defaultPrevented &&
    // A menu that was opened from here is mounted elsewhere.
    around.contains(event.target as Node) &&
    getKeyStep(event) !== undefined
  ) {
    event.preventDefault();
    getTitleElements(around)[0]?.focus();
  }
}

/**
 * A compact list of notifications. Arrows, J and K move the focus; E archives the focused one, and
 * U toggles unread.
 */
export function NotificationItems(props: {
  label: string;
  items: readonly Notification[];
  actions: NotificationStateActions;
  onLeave?: () => void;
}) {
  const { items, actions } = props;
  const list = useRef<HTMLUListElement>(null);
  const getActorName = useActorNames(items);
  /** The position of the focus; the focused notification may leave the list. */
  const focused = useRef<number>();
  useEffect(() => {
    if (
      focused.current !== undefined &&
      document.activeElement === document.body
    ) {
      const titles = getTitleElements(list.current);
      titles[Math.min(focused.current, titles.length - 1)]?.focus();
    }
  }, [items]);

  const findRowIndex = (row: Element | null) =>
    getTitleElements(list.current).findIndex(title => row?.contains(title));
  const onFocus = ({ target }: FocusEvent) => {
    const at = findRowIndex(target.closest('li'));
    focused.current = at < 0 ? undefined : at;
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const target = event.target as HTMLElement;
    const row = target.closest('li');
    if (!row || target.closest('input, [role=menu]')) {
      return;
    }
    const titles = getTitleElements(list.current);
    const at = findRowIndex(row);
    const step = getKeyStep(event);
    if (step !== undefined) {
      event.preventDefault();
      titles[Math.min(titles.length - 1, Math.max(0, at + step))]?.focus();
      return;
    }
    const item = items.find(
      ({ id }) => id === titles[at]?.dataset.notification,
    );
    if (item) {
      runActionByKey(event, item, actions);
    }
  };
  return (
    <Box
      component="ul"
      ref={list}
      aria-label={props.label}
      onFocus={onFocus}
      onBlur={() => {
        focused.current = undefined;
      }}
      onKeyDown={onKeyDown}
      sx={{ listStyle: 'none', m: 0, p: 0, ...hoverActions }}
    >
      {items.map(item => (
        <Box
          component="li"
          key={item.id}
          sx={{ borderBottom: 1, borderColor: 'divider' }}
        >
          <NotificationItem
            item={item}
            getActorName={getActorName}
            actions={actions}
            onLeave={props.onLeave}
          />
        </Box>
      ))}
    </Box>
  );
}
