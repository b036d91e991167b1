import { SidebarItem } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { CallboardProvider } from '@callboard/plugin-callboard-react';
import PlayArrowIcon from '@mui/icons-material/PlayArrow';
import PlayCircleOutlineIcon from '@mui/icons-material/PlayCircleOutline';
import StopIcon from '@mui/icons-material/Stop';
import { useState, type MouseEvent } from 'react';
import { GlobalTimeFeatures } from '../quickLog/GlobalTimeFeatures';
import { TimerHost, type StartButtonProps } from '../timer/TimerHost';
import { Elapsed } from '../timer/TimerParts';
import { StartTimerPopover } from '../timer/StartTimer';
import { useTimerDetails, type RunningTimerProps } from '../timer/TimerDetails';
import { callboardTimeTimerTranslationRef } from '../timer/timerTranslation';

function RunningItems(props: RunningTimerProps) {
  const { t } = useTranslationRef(callboardTimeTimerTranslationRef);
  const { timer, clockOffset } = props;
  // `SidebarItem` accepts no ref, so the popover is anchored to its container.
  const [anchor, setAnchor] = useState<HTMLDivElement | null>(null);
  const { open, stop, renderDetails } = useTimerDetails(props);
  return (
    <div ref={setAnchor}>
      <SidebarItem
        icon={PlayArrowIcon}
        text={timer.work_item.identifier || t('running.lost')}
        onClick={open}
      >
        <Elapsed started_at={timer.started_at} clockOffset={clockOffset} />
      </SidebarItem>
      {stop && (
        <SidebarItem
          icon={StopIcon}
          text={t('running.stopShort')}
          onClick={stop}
        />
      )}
      {renderDetails(anchor)}
    </div>
  );
}

function StartItem(props: StartButtonProps) {
  const { t } = useTranslationRef(callboardTimeTimerTranslationRef);
  const { workspaces, start } = props;
  const [anchor, setAnchor] = useState<Element>();
  return (
    <>
      <SidebarItem
        icon={PlayCircleOutlineIcon}
        text={t('start.name')}
        onClick={({ currentTarget }: MouseEvent) =>
          setAnchor(currentTarget as Element)
        }
      />
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

/** The timer. It is in the sidebar, because portals on the legacy system have no common header. */
export function TimerItem() {
  return (
    <CallboardProvider>
      <GlobalTimeFeatures />
      <TimerHost Running={RunningItems} Start={StartItem} />
    </CallboardProvider>
  );
}
