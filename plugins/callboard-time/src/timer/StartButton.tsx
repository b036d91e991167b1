import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  useCommand,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import PlayCircleOutlineIcon from '@mui/icons-material/PlayCircleOutline';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import { useRef, useState } from 'react';
import { StartTimerPopover } from './StartTimerPopover';
import { callboardTimeTimerTranslationRef } from './timerTranslation';
import type { TimerActions } from './useTimerActions';

/** Opens the form that starts a timer; renders nothing for people who may not log time. */
export function StartButton(props: {
  workspaces: readonly OwnWorkspace[];
  start: TimerActions['start'];
}) {
  const { t } = useTranslationRef(callboardTimeTimerTranslationRef);
  const { workspaces, start } = props;
  const [anchor, setAnchor] = useState<Element>();
  const button = useRef<HTMLButtonElement>(null);
  useCommand(
    workspaces.length > 0
      ? {
          id: 'timer',
          title: t('start.command'),
          icon: <PlayCircleOutlineIcon fontSize="inherit" />,
          run: () => setAnchor(button.current ?? undefined),
        }
      : undefined,
  );
  if (workspaces.length === 0) {
    return null;
  }
  return (
    <>
      <Tooltip title={t('start.name')}>
        <IconButton
          ref={button}
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
        <StartTimerPopover
          workspaces={workspaces}
          start={start}
          anchor={anchor}
          onClose={() => setAnchor(undefined)}
        />
      )}
    </>
  );
}
