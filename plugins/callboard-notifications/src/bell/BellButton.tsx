import { useTranslationRef } from '@backstage/frontend-plugin-api';
import IconButton from '@mui/material/IconButton';
import Popover from '@mui/material/Popover';
import Tooltip from '@mui/material/Tooltip';
import { useCallback, useId, useState } from 'react';
import { useLatest } from '../data/useLatest';
import { callboardNotificationsTranslationRef } from '../translation';
import { enterItems } from '../item/NotificationItems';
import { BellIcon } from './BellIcon';
import { BellPanel } from './BellPanel';
import { useBellName } from './useBellName';

/** The bell with its badge; opens the latest notifications. */
export function BellButton() {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const latest = useLatest();
  const [anchor, setAnchor] = useState<Element>();
  const close = useCallback(() => setAnchor(undefined), []);
  const panelId = useId();
  const unread = latest.data?.unread_count ?? 0;
  const name = useBellName(unread);
  if (latest.isAbsent && !latest.data) {
    return null;
  }
  return (
    <>
      <Tooltip title={t('bell.tooltip')}>
        <IconButton
          color="inherit"
          aria-label={name}
          aria-haspopup="dialog"
          aria-expanded={anchor !== undefined}
          aria-controls={anchor && panelId}
          onClick={event => {
            setAnchor(event.currentTarget);
            void latest.refetch();
          }}
        >
          <BellIcon unread={unread} />
        </IconButton>
      </Tooltip>
      <Popover
        open={anchor !== undefined}
        anchorEl={anchor}
        onClose={close}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{
          paper: {
            id: panelId,
            role: 'dialog',
            'aria-label': t('bell.name'),
            onKeyDown: enterItems,
            sx: {
              display: 'flex',
              flexDirection: 'column',
              width: 'min(440px, calc(100vw - 32px))',
              maxHeight: 'min(640px, calc(100vh - 96px))',
            },
          },
        }}
      >
        <BellPanel latest={latest} onClose={close} />
      </Popover>
    </>
  );
}
