import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Timer } from '@callboard/plugin-callboard-common';
import { TimerDetails } from './TimerDetails';
import { TimerPopover } from './TimerPopover';
import { callboardTimeTimerTranslationRef } from './timerTranslation';
import type { TimerActions } from './useTimerActions';

/** A popover with the details of the running timer. */
export function TimerDetailsPopover(props: {
  timer: Timer;
  ahead: number;
  actions: TimerActions;
  anchor: Element | null;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardTimeTimerTranslationRef);
  const { timer, ahead, actions, anchor, onClose } = props;
  return (
    <TimerPopover
      label={t('name')}
      anchor={anchor ?? undefined}
      onClose={onClose}
    >
      <TimerDetails
        key={timer.started_at + timer.work_item.id}
        timer={timer}
        ahead={ahead}
        actions={actions}
        onClose={onClose}
      />
    </TimerPopover>
  );
}
