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
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import NotificationsNoneOutlinedIcon from '@mui/icons-material/NotificationsNoneOutlined';
import {
  oneLine,
  EmptyState,
  ErrorBoundary,
  hasModifier,
  RelativeTime,
} from '@callboard/plugin-callboard-react';
import type { NotificationActionHandlers } from '../data/useNotificationActions';
import { callboardNotificationsTranslationRef } from '../translation';
import {
  CountChip,
  NotificationAvatar,
  NotificationTitle,
  SeverityBadge,
  NotificationBody,
  clampLines,
  useActorNames,
} from './NotificationTitle';
import {
  NotificationActions,
  runActionByKey,
  hoverActionStyles,
} from './NotificationActions';
import { WhyPanel } from './WhyPanel';

function NotificationItem(props: {
  item: Notification;
  getActorName: (ref: string) => string | undefined;
  actions: NotificationActionHandlers | undefined;
  onLeave?: () => void;
}) {
  const { item, getActorName, actions, onLeave } = props;
  const [isOpen, setOpen] = useState(false);
  const actor = item.actor_ref && getActorName(item.actor_ref);
  // A text that names the actor begins with the name. Elsewhere in a text, the same word may mean
  // something else, such as "May" or "Will".
  const isNamedInText = (name: string) =>
    [item.title, item.body].some(text => text?.startsWith(`${name} `));
  const onTitleClick = () => {
    if (!item.is_read) {
      actions?.setRead([item], true);
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
      <NotificationAvatar item={item} getActorName={getActorName} />
      <Box sx={{ flex: 1, minWidth: 0, typography: 'body2' }}>
        <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 1 }}>
          <Box sx={{ flex: 1, minWidth: 0, ...(!isOpen && clampLines(2)) }}>
            <SeverityBadge severity={item.severity} />
            <NotificationTitle item={item} onClick={onTitleClick} />
          </Box>
          <Box
            sx={{
              flexShrink: 0,
              color: 'text.secondary',
              typography: 'caption',
            }}
          >
            {/* Inside the title's box, a long title would hide the count. */}
            <CountChip count={item.count} />
            <RelativeTime instant={item.updated_at} />
          </Box>
        </Box>
        <NotificationBody item={item} isOpen={isOpen} lines={2} />
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
              ...oneLine,
              typography: 'caption',
              color: 'text.secondary',
            }}
          >
            {actor && !isNamedInText(actor) && actor}
          </Box>
          <NotificationActions
            item={item}
            actions={actions}
            isReasonOpen={isOpen}
            onToggleReason={() => setOpen(!isOpen)}
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

/** The number of rows by which each key moves the focus. */
const keySteps = new Map([
  ['ArrowDown', 1],
  ['j', 1],
  ['ArrowUp', -1],
  ['k', -1],
]);

function getKeyStep(event: KeyboardEvent): number | undefined {
  return hasModifier(event) || event.shiftKey
    ? undefined
    : keySteps.get(event.key);
}

const getTitleElements = (list: HTMLElement | null) => [
  ...(list?.querySelectorAll<HTMLElement>('[data-notification]') ?? []),
];

/**
 * Focuses the first notification of a panel if the pressed key is one that moves the focus within a
 * list: an arrow, J or K.
 */
export function focusFirstNotification(
  event: KeyboardEvent<HTMLElement>,
): void {
  const { currentTarget: panel } = event;
  if (
    !event.defaultPrevented &&
    // React events also bubble from menus that the panel opened, outside of the panel's element.
    panel.contains(event.target as Node) &&
    getKeyStep(event) !== undefined
  ) {
    event.preventDefault();
    getTitleElements(panel)[0]?.focus();
  }
}

/**
 * A compact list of notifications. Arrows, J and K move the focus; E archives the focused
 * notification, and U marks it as read or unread.
 */
export function NotificationItems(props: {
  label: string;
  items: readonly Notification[];
  actions: NotificationActionHandlers | undefined;
  onLeave?: () => void;
}) {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const { items, actions } = props;
  const list = useRef<HTMLUListElement>(null);
  const getActorName = useActorNames(items);
  /** The index of the focused row. If its notification leaves the list, the next one is focused. */
  const focusedIndex = useRef<number>();
  useEffect(() => {
    if (items.length === 0) focusedIndex.current = undefined;
    if (
      focusedIndex.current !== undefined &&
      document.activeElement === document.body
    ) {
      const titles = getTitleElements(list.current);
      titles[Math.min(focusedIndex.current, titles.length - 1)]?.focus();
    }
  }, [items]);

  const findRowIndex = (row: Element | null) =>
    getTitleElements(list.current).findIndex(title => row?.contains(title));
  const onFocus = ({ target }: FocusEvent) => {
    const index = findRowIndex(target.closest('li'));
    focusedIndex.current = index < 0 ? undefined : index;
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const target = event.target as HTMLElement;
    const row = target.closest('li');
    if (!row || target.closest('input, [role=menu]')) {
      return;
    }
    const titles = getTitleElements(list.current);
    const index = findRowIndex(row);
    const step = getKeyStep(event);
    if (step !== undefined) {
      event.preventDefault();
      titles[Math.min(titles.length - 1, Math.max(0, index + step))]?.focus();
      return;
    }
    const item = items.find(
      ({ id }) => id === titles[index]?.dataset.notification,
    );
    if (item) {
      runActionByKey(event, item, actions);
    }
  };
  if (items.length === 0) {
    return (
      <EmptyState
        icon={<NotificationsNoneOutlinedIcon />}
        title={t('empty.inbox')}
      >
        {t('empty.inboxHint')}
      </EmptyState>
    );
  }
  return (
    <Box
      component="ul"
      ref={list}
      aria-label={props.label}
      onFocus={onFocus}
      onBlur={() => {
        focusedIndex.current = undefined;
      }}
      onKeyDown={onKeyDown}
      sx={{ listStyle: 'none', m: 0, p: 0, ...hoverActionStyles }}
    >
      {items.map(item => (
        <Box
          component="li"
          key={item.id}
          sx={{ borderBottom: 1, borderColor: 'divider' }}
        >
          <ErrorBoundary resetKey={item}>
            <NotificationItem
              item={item}
              getActorName={getActorName}
              actions={actions}
              onLeave={props.onLeave}
            />
          </ErrorBoundary>
        </Box>
      ))}
    </Box>
  );
}
