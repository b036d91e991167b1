import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Notification } from '@callboard/plugin-callboard-common';
import { formatCount, SelectionBar } from '@callboard/plugin-callboard-react';
import Button from '@mui/material/Button';
import { useState } from 'react';
import type { View } from '../data/marks';
import type { MarkActs } from '../data/useMarks';
import { SnoozeMenu } from '../item/SnoozeMenu';
import { callboardNotificationsTranslationRef } from '../translation';

/** What can be done with the notifications that are ticked. */
export function InboxBar(props: {
  view: View;
  items: readonly Notification[];
  acts: MarkActs;
  onClear: () => void;
}) {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const { view, items, acts, onClear } = props;
  const [anchor, setAnchor] = useState<Element>();
  const then = (act: () => void) => () => {
    act();
    onClear();
  };
  const button = (label: string, act: () => void) => (
    <Button size="small" variant="outlined" onClick={then(act)}>
      {label}
    </Button>
  );
  return (
    <SelectionBar
      label={t('bulk.region')}
      status={t('bulk.selected', {
        count: items.length,
        formatted: formatCount(items.length),
      })}
    >
      {items.some(({ is_read }) => !is_read) &&
        button(t('item.markRead'), () => acts.setRead(items, true))}
      {items.some(({ is_read }) => is_read) &&
        button(t('item.markUnread'), () => acts.setRead(items, false))}
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
        button(t('item.wake'), () => acts.snooze(items, null))}
      {view === 'archived'
        ? button(t('item.restore'), () => acts.setArchived(items, false))
        : button(t('item.archive'), () => acts.setArchived(items, true))}
      <Button size="small" onClick={onClear}>
        {t('bulk.clear')}
      </Button>
      {anchor && (
        <SnoozeMenu
          anchor={anchor}
          onSnooze={until => then(() => acts.snooze(items, until))()}
          onClose={() => setAnchor(undefined)}
        />
      )}
    </SelectionBar>
  );
}
