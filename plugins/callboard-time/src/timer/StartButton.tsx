import { useTranslationRef } from '@backstage/frontend-plugin-api';
import PlayCircleOutlineIcon from '@mui/icons-material/PlayCircleOutline';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import { useState } from 'react';
import { StartTimer } from './StartTimer';
import { TimerPopover } from './TimerPopover';
import { callboardTimeTimerTranslationRef } from './timerTranslation';
import type { TimerActs } from './useTimerActs';
import { useLogWorkspaces } from '../data/useLogWorkspaces';

/** Opens what starts a timer; nothing for those who log no time. */
export function StartButton(props: { start: TimerActs['start'] }) {
  const { t } = useTranslationRef(callboardTimeTimerTranslationRef);
  const { start } = props;
  const workspaces = useLogWorkspaces();
  const [anchor, setAnchor] = useState<Element>();
  const close = () => {
    start.reset();
    setAnchor(undefined);
  };
  if (workspaces.length === 0) {
    return null;
  }
  return (
    <>
      <Tooltip title={t('start.name')}>
        <IconButton
          color="inherit"
          aria-label={t('start.name')}
          aria-haspopup="dialog"
          aria-expanded={anchor !== undefined}
          onClick={event => setAnchor(event.currentTarget)}
        >
          <PlayCircleOutlineIcon />
        </IconButton>
      </Tooltip>
      {anchor && (
        <TimerPopover label={t('start.name')} anchor={anchor} onClose={close}>
          <StartTimer
            isFirst
            workspaces={workspaces}
            start={start}
            onStarted={close}
          />
        </TimerPopover>
      )}
    </>
  );
}
