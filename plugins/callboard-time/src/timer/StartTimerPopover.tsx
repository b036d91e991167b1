import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { OwnWorkspace } from '@callboard/plugin-callboard-react';
import { StartTimer } from './StartTimer';
import { TimerPopover } from './TimerPopover';
import { callboardTimeTimerTranslationRef } from './timerTranslation';
import type { TimerActions } from './useTimerActions';

/** A popover with a form that starts a timer. Closing it clears the error. */
export function StartTimerPopover(props: {
  /** At least one. */
  workspaces: readonly OwnWorkspace[];
  start: TimerActions['start'];
  anchor: Element;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardTimeTimerTranslationRef);
  const { workspaces, start, anchor, onClose } = props;
  const close = () => {
    start.reset();
    onClose();
  };
  return (
    <TimerPopover label={t('start.name')} anchor={anchor} onClose={close}>
      <StartTimer
        isFirst
        workspaces={workspaces}
        start={start}
        onStarted={onClose}
      />
    </TimerPopover>
  );
}
