import {
  type Notification,
  getLinkKind,
} from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import {
  useEffect,
  useRef,
  type FocusEvent,
  type KeyboardEvent,
  useState,
} from 'react';
import { ErrorBoundary, RelativeTime } from '@callboard/plugin-callboard-react';
import type { NotificationStateActions } from '../data/useNotificationActions';
import { CountChip } from './CountChip';
import { NotificationActions } from './NotificationActions';
import { NotificationBadge } from './NotificationBadge';
import { NotificationTitle } from './NotificationTitle';
import { SeverityBadge } from './SeverityBadge';
import { UnreadDot } from './UnreadDot';
import { WhyPanel } from './WhyPanel';
import { runActionByKey } from './runActionByKey';
import { hoverActions } from './hoverActions';
import { useActorNames } from './useActorNames';

const cut = (lines: number) => ({
  display: '-webkit-box',
  WebkitLineClamp: lines,
  WebkitBoxOrient: 'vertical',
  overflow: 'hidden',
});

interface NotificationItemProps {
  item: Notification;
  getActorName: (ref: string) => string;
  actions: NotificationStateActions;
  /** Called when a link opens another page. */
  onLeave?: () => void;
}

function Item(props: NotificationItemProps) {
  const { item, getActorName, actions, onLeave } = props;
  const [isOpen, setOpen] = useState(false);
  const actor = item.actor_ref && getActorName(item.actor_ref);
  // Only at the start, as the rules write it: elsewhere, the name may be part of any text.
  const isMentioned = (name: string) =>
    [item.title, item.body].some(text => text?.startsWith(`${name} `));
  const open = () => {
    if (!item.is_read) {
      actions.setRead([item], true);
    }
    if (getLinkKind(item.target_url)) {
      onLeave?.();
    } else {
      setOpen(!isOpen);
    }
  };
  return (
    <Box
      sx={{
        display: 'flex',
        alignItems: 'flex-start',
        gap: 1.25,
        px: 2,
        py: 1.25,
        '&:hover': { bgcolor: 'action.hover' },
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, height: 28 }}>
        <UnreadDot isRead={item.is_read} />
        <NotificationBadge item={item} getActorName={getActorName} size={28} />
      </Box>
      <Box sx={{ flex: 1, minWidth: 0, typography: 'body2' }}>
        <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 1 }}>
          <Box sx={{ flex: 1, minWidth: 0, ...(!isOpen && cut(2)) }}>
            <SeverityBadge severity={item.severity} />
            <NotificationTitle item={item} onOpen={open} />
          </Box>
          <Box
            sx={{
              flexShrink: 0,
              color: 'text.secondary',
              typography: 'caption',
            }}
          >
            {/* Beside a title it would be cut with it. */}
            <CountChip count={item.count} />
            <RelativeTime instant={item.updated_at} />
          </Box>
        </Box>
        {item.body && (
          <Box
            component="bdi"
            sx={{
              color: 'text.secondary',
              overflowWrap: 'anywhere',
              ...(isOpen
                ? { display: 'block', whiteSpace: 'pre-wrap' }
                : cut(2)),
            }}
          >
            {item.body}
          </Box>
        )}
        <Box
          sx={{
            display: 'flex',
            alignItems: 'center',
            justifyContent: 'space-between',
            gap: 1,
            minHeight: 30,
            ml: 0,
          }}
        >
          <Box
            component="span"
            sx={{
              minWidth: 0,
              overflow: 'hidden',
              textOverflow: 'ellipsis',
              whiteSpace: 'nowrap',
              typography: 'caption',
              color: 'text.secondary',
            }}
          >
            {actor && !isMentioned(actor) && actor}
          </Box>
          <NotificationActions
            item={item}
            actions={actions}
            isWhyOpen={isOpen}
            onWhy={() => setOpen(!isOpen)}
          />
        </Box>
        {isOpen && (
          <Box sx={{ pt: 0.5, pb: 1 }}>
            <WhyPanel item={item} onLeave={onLeave} />
          </Box>
        )}
      </Box>
    </Box>
  );
}

/** A notification in a compact list, with its actions. */
function NotificationItem(props: NotificationItemProps) {
  return (
    <ErrorBoundary resetKey={props.item}>
      <Item {...props} />
    </ErrorBoundary>
  );
}

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
