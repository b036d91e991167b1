import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Timer } from '@callboard/plugin-callboard-common';
import { getProblems } from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useState, type FormEvent } from 'react';
import { DiscardDialog } from './DiscardDialog';
import { StopProblem } from './StopProblem';
import { TimerFields } from './TimerFields';
import { callboardTimeTimerTranslationRef } from './timerTranslation';
import { useStopTimer } from './useStopTimer';
import type { TimerActions } from './useTimerActions';
import { useTimerDraft } from './useTimerDraft';

/** The details of the running timer in editable form, with buttons that stop or discard it. */
export function TimerDetails(props: {
  timer: Timer;
  ahead: number;
  actions: TimerActions;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardTimeTimerTranslationRef);
  const { timer, ahead, actions, onClose } = props;
  const { draft, set, change, startProblem } = useTimerDraft(timer, ahead);
  const stop = useStopTimer(actions);
  const [asksDiscard, setAsksDiscard] = useState(false);
  const isDirty = change && Object.keys(change).length > 0;
  const isBusy = actions.change.isPending || actions.stop.isPending;

  const save = async () => {
    if (isDirty) {
      await actions.change.mutateAsync(change);
    }
  };
  const saveAnd = async (next: () => Promise<boolean>) => {
    actions.stop.reset();
    try {
      await save();
    } catch {
      // The popover shows the error.
      return;
    }
    if (await next()) {
      onClose();
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (change && !isBusy) {
      void saveAnd(async () => true);
    }
  };
  return (
    <Stack component="form" noValidate spacing={2} onSubmit={submit}>
      {actions.stop.error && <StopProblem error={actions.stop.error} />}
      {actions.change.error && (
        <Alert severity="error">
          {t('details.saveFailed')} {getProblems(actions.change.error).message}
        </Alert>
      )}
      <TimerFields
        slug={timer.workspace_slug}
        draft={draft}
        startProblem={startProblem}
        problems={getProblems(actions.change.error).fields}
        onChange={set}
      />
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
        <Button color="error" onClick={() => setAsksDiscard(true)}>
          {t('details.discard')}
        </Button>
        <Box sx={{ flex: 1 }} />
        <Button type="submit" disabled={!isDirty} aria-disabled={isBusy}>
          {t('details.save')}
        </Button>
        <Button
          variant="contained"
          disabled={!change}
          aria-disabled={isBusy}
          onClick={() => !isBusy && saveAnd(stop)}
        >
          {t('details.stop')}
        </Button>
      </Box>
      {asksDiscard && (
        <DiscardDialog
          timer={timer}
          ahead={ahead}
          discard={actions.discard}
          onClose={() => setAsksDiscard(false)}
          onDone={onClose}
        />
      )}
    </Stack>
  );
}
