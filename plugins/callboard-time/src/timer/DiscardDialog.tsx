import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Timer } from '@callboard/plugin-callboard-common';
import {
  formatFailure,
  FormDialog,
  getErrorStatus,
  useToast,
} from '@callboard/plugin-callboard-react';
import { formatElapsed } from './TimerParts';
import { callboardTimeTimerTranslationRef } from './timerTranslation';
import type { TimerActions } from './useTimerActions';

export function DiscardDialog(props: {
  timer: Timer;
  clockOffset: number;
  discard: TimerActions['discard'];
  onClose: () => void;
  onDone: () => void;
}) {
  const { t } = useTranslationRef(callboardTimeTimerTranslationRef);
  const { timer, discard, onDone } = props;
  const notify = useToast();
  const elapsed = Date.now() + props.clockOffset - Date.parse(timer.started_at);
  const finishDiscard = (title: string) => {
    notify({ status: 'info', title });
    onDone();
  };
  return (
    <FormDialog
      title={t('discard.title', {
        elapsed: formatElapsed(elapsed),
        item: timer.work_item.identifier,
      })}
      hint={t('discard.hint')}
      failure={formatFailure(discard.error, t('discard.failed'))}
      submitLabel={t('discard.confirm')}
      submitColor="error"
      isBusy={discard.isPending}
      onSubmit={() =>
        discard.mutate(undefined, {
          onSuccess: () => finishDiscard(t('discard.done')),
          onError: error =>
            getErrorStatus(error) === 404 &&
            finishDiscard(t('stopped.deleted')),
        })
      }
      onClose={props.onClose}
    />
  );
}
