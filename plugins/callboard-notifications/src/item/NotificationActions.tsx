import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Notification } from '@callboard/plugin-callboard-common';
import {
  hasModifier,
  TooltipIconButton,
} from '@callboard/plugin-callboard-react';
import ArchiveOutlinedIcon from '@mui/icons-material/ArchiveOutlined';
import HelpOutlineIcon from '@mui/icons-material/HelpOutline';
import MarkEmailReadOutlinedIcon from '@mui/icons-material/MarkEmailReadOutlined';
import MarkEmailUnreadOutlinedIcon from '@mui/icons-material/MarkEmailUnreadOutlined';
import NotificationsActiveOutlinedIcon from '@mui/icons-material/NotificationsActiveOutlined';
import UnarchiveOutlinedIcon from '@mui/icons-material/UnarchiveOutlined';
import Box from '@mui/material/Box';
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
  useState,
} from 'react';
import ScheduleOutlinedIcon from '@mui/icons-material/ScheduleOutlined';
import { getNotificationView } from '../data/notificationState';
import type { NotificationActionHandlers } from '../data/useNotificationActions';
import { callboardNotificationsTranslationRef } from '../translation';
import { SnoozeMenu } from './SnoozeMenu';

function ActionButton(props: {
  label: string;
  keys?: string;
  icon: ReactElement;
  hasMenu?: boolean;
  isExpanded?: boolean;
  onClick: (event: MouseEvent) => void;
}) {
  const { label, keys } = props;
  return (
    <TooltipIconButton
      label={label}
      tooltip={keys ? `${label} (${keys})` : label}
      icon={props.icon}
      color="inherit"
      aria-haspopup={props.hasMenu && 'menu'}
      aria-expanded={props.isExpanded}
      onClick={props.onClick}
    />
  );
}

function SnoozeButton(props: { onSnooze: (until: string) => void }) {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const [anchor, setAnchor] = useState<Element>();
  return (
    <>
      <ActionButton
        label={t('snooze.snooze')}
        icon={<ScheduleOutlinedIcon fontSize="small" />}
        hasMenu
        isExpanded={anchor !== undefined}
        onClick={event => setAnchor(event.currentTarget)}
      />
      {anchor && (
        <SnoozeMenu
          anchor={anchor}
          onSnooze={props.onSnooze}
          onClose={() => setAnchor(undefined)}
        />
      )}
    </>
  );
}

function ChangeButtons(props: {
  item: Notification;
  actions: NotificationActionHandlers;
}) {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const { item, actions } = props;
  const view = getNotificationView(item);
  return (
    <>
      {item.is_read ? (
        <ActionButton
          label={t('item.markUnread')}
          keys="u"
          icon={<MarkEmailUnreadOutlinedIcon fontSize="small" />}
          onClick={() => actions.setRead([item], false)}
        />
      ) : (
        <ActionButton
          label={t('item.markRead')}
          keys="u"
          icon={<MarkEmailReadOutlinedIcon fontSize="small" />}
          onClick={() => actions.setRead([item], true)}
        />
      )}
      {view === 'snoozed' && (
        <ActionButton
          label={t('item.wake')}
          icon={<NotificationsActiveOutlinedIcon fontSize="small" />}
          onClick={() => actions.snooze([item], null)}
        />
      )}
      {view === 'inbox' && (
        <SnoozeButton onSnooze={until => actions.snooze([item], until)} />
      )}
      {view === 'archived' ? (
        <ActionButton
          label={t('item.restore')}
          keys="e"
          icon={<UnarchiveOutlinedIcon fontSize="small" />}
          onClick={() => actions.setArchived([item], false)}
        />
      ) : (
        <ActionButton
          label={t('item.archive')}
          keys="e"
          icon={<ArchiveOutlinedIcon fontSize="small" />}
          onClick={() => actions.setArchived([item], true)}
        />
      )}
    </>
  );
}

export function NotificationActions(props: {
  item: Notification;
  actions: NotificationActionHandlers | undefined;
  isReasonOpen: boolean;
  onToggleReason: () => void;
}) {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const { item, actions } = props;
  return (
    <Box
      data-actions
      sx={{ display: 'flex', flexShrink: 0, color: 'text.secondary' }}
    >
      <ActionButton
        label={t('item.why')}
        icon={<HelpOutlineIcon fontSize="small" />}
        isExpanded={props.isReasonOpen}
        onClick={props.onToggleReason}
      />
      {actions && <ChangeButtons item={item} actions={actions} />}
    </Box>
  );
}

/**
 * Styles of a list that shows the actions of a row on hover or focus. Hidden actions still take up
 * space, so that rows do not resize. On devices without hover, such as phones, the actions of all
 * rows are visible.
 */
export const hoverActionStyles = {
  '@media (hover: hover)': {
    '& [data-actions]': { opacity: 0 },
    '& :is(li, [role=row]):is(:hover, :focus-within) [data-actions], & [data-actions]:has([aria-expanded=true])':
      { opacity: 1 },
  },
} as const;

/**
 * Handles the keys of the focused notification: E archives or restores it, U marks it as read or
 * unread.
 *
 * @returns whether the key ran an action
 */
export function runActionByKey(
  event: KeyboardEvent,
  item: Notification,
  actions: NotificationActionHandlers | undefined,
): boolean {
  if (!actions || hasModifier(event) || event.shiftKey) {
    return false;
  }
  if (event.key === 'e') {
    actions.setArchived([item], !item.is_archived);
  } else if (event.key === 'u') {
    actions.setRead([item], !item.is_read);
  } else {
    return false;
  }
  event.preventDefault();
  return true;
}
