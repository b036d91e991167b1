import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Notification } from '@callboard/plugin-callboard-common';
import { SelectionBar, toCountParams } from '@callboard/plugin-callboard-react';
import Button from '@mui/material/Button';
import { useState } from 'react';
import type { NotificationView } from '../data/notificationState';
import type { NotificationActionHandlers } from '../data/useNotificationActions';
import { SnoozeMenu } from '../item/SnoozeMenu';
import { callboardNotificationsTranslationRef } from '../translation';

export function InboxBar(props: {
  view: NotificationView;
  items: readonly Notification[];
  actions: NotificationActionHandlers;
  onClear: () => void;
}) {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const { view, items, actions, onClear } = props;
  const [anchor, setAnchor] = useState<Element>();
  const runAndClear = (run: () => void) => {
    run();
    onClear();
  };
  const renderButton = (label: string, run: () => void) => (
    <Button size="small" variant="outlined" onClick={() => runAndClear(run)}>
      {label}
    </Button>
  );
  return (
    <SelectionBar
      label={t('bulk.region')}
      status={t('bulk.selected', toCountParams(items.length))}
    >
      {items.some(({ is_read }) => !is_read) &&
        renderButton(t('item.markRead'), () => actions.setRead(items, true))}
      {items.some(({ is_read }) => is_read) &&
        renderButton(t('item.markUnread'), () => actions.setRead(items, false))}
      {view === 'inbox' && (
        <Button
          size="small"
          variant="outlined"
          aria-haspopup="menu"
          aria-expanded={anchor !== undefined}
          onClick={event => setAnchor(event.currentTarget)}
        >
          {t('snooze.snooze')}
        </Button>
      )}
      {view === 'snoozed' &&
        renderButton(t('item.wake'), () => actions.snooze(items, null))}
      {view === 'archived'
        ? renderButton(t('item.restore'), () =>
            actions.setArchived(items, false),
          )
        : renderButton(t('item.archive'), () =>
            actions.setArchived(items, true),
          )}
      <Button size="small" onClick={onClear}>
        {t('bulk.clear')}
      </Button>
      {anchor && (
        <SnoozeMenu
          anchor={anchor}
          onSnooze={until => runAndClear(() => actions.snooze(items, until))}
          onClose={() => setAnchor(undefined)}
        />
      )}
    </SelectionBar>
  );
}
