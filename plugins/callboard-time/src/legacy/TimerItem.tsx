import { SidebarItem } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { CallboardProvider } from '@callboard/plugin-callboard-react';
import PlayArrowIcon from '@mui/icons-material/PlayArrow';
import PlayCircleOutlineIcon from '@mui/icons-material/PlayCircleOutline';
import { useState, type MouseEvent } from 'react';
import { Everywhere } from '../everywhere/Everywhere';
import { Elapsed } from '../timer/Elapsed';
import { StartTimer } from '../timer/StartTimer';
import { TimerDetails } from '../timer/TimerDetails';
import { TimerPopover } from '../timer/TimerPopover';
import { callboardTimeTimerTranslationRef } from '../timer/timerTranslation';
import { useTimer } from '../timer/useTimer';
import { useTimerActs } from '../timer/useTimerActs';
import { useLogWorkspaces } from '../data/useLogWorkspaces';

function Item() {
  const { t } = useTranslationRef(callboardTimeTimerTranslationRef);
  const { data } = useTimer();
  const acts = useTimerActs();
  const workspaces = useLogWorkspaces();
  const [anchor, setAnchor] = useState<Element>();
  const close = () => setAnchor(undefined);
  const timer = data?.timer;
  if (!data || (!timer && workspaces.length === 0)) {
    return null;
  }
  const text = timer ? timer.work_item.identifier : t('start.name');
  return (
    <>
      <SidebarItem
        icon={timer ? PlayArrowIcon : PlayCircleOutlineIcon}
        text={text}
        onClick={({ currentTarget }: MouseEvent) =>
          setAnchor(currentTarget as Element)
        }
      >
        {timer && <Elapsed started_at={timer.started_at} ahead={data.ahead} />}
      </SidebarItem>
      {anchor && (
        <TimerPopover label={t('name')} anchor={anchor} onClose={close}>
          {timer ? (
            <TimerDetails
              key={timer.started_at}
              timer={timer}
              ahead={data.ahead}
              acts={acts}
              onClose={close}
            />
          ) : (
            <StartTimer
              isFirst
              workspaces={workspaces}
              start={acts.start}
              onStarted={close}
            />
          )}
        </TimerPopover>
      )}
    </>
  );
}

/** The timer, in the sidebar: portals on the legacy system have no common header. */
export function TimerItem() {
  return (
    <CallboardProvider>
      <Everywhere />
      <Item />
    </CallboardProvider>
  );
}
