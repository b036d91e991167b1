import { useTranslationRef } from '@backstage/frontend-plugin-api';
import ScheduleOutlinedIcon from '@mui/icons-material/ScheduleOutlined';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import { useState } from 'react';
import { callboardNotificationsTranslationRef } from '../translation';
import { SnoozeMenu } from './SnoozeMenu';

/** Opens the menu of snooze times. */
export function SnoozeButton(props: { onSnooze: (until: string) => void }) {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const [anchor, setAnchor] = useState<Element>();
  return (
    <>
      <Tooltip title={t('snooze.snooze')}>
        <IconButton
          size="small"
          color="inherit"
          aria-label={t('snooze.snooze')}
          aria-haspopup="menu"
          aria-expanded={anchor !== undefined}
          onClick={event => setAnchor(event.currentTarget)}
        >
          <ScheduleOutlinedIcon fontSize="small" />
        </IconButton>
      </Tooltip>
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
