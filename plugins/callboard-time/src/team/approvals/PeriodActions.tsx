import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Period } from '@callboard/plugin-callboard-common';
import {
  getProblems,
  ReasonDialog,
  getErrorStatus,
  useToast,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { callboardTimeTeamTranslationRef } from '../teamTranslation';
import { type Decision, isFirstClick, useDecision } from './useDecision';

const doneMessages = {
  approve: 'period.approved',
  reject: 'period.rejected',
  reopen: 'period.reopened',
} as const;

/** The viewer's actions on a period. */
export function PeriodActions(props: {
  slug: string;
  period: Period;
  onDecided: () => void;
}) {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  const { slug, period } = props;
  const { status, can_decide, display_name: person } = period;
  const [confirming, setConfirming] = useState<'reject' | 'reopen'>();
  const notify = useToast();
  const decision = useDecision(slug, period);
  const isLocked = status === 'submitted' || status === 'approved';
  const isOutdated = getErrorStatus(decision.error) === 412;
  const decide = (requestedDecision: Decision) =>
    !decision.isPending &&
    decision.mutate(requestedDecision, {
      onSuccess: () => {
        setConfirming(undefined);
        notify({
          status: 'success',
          title: t(doneMessages[requestedDecision.action], { person }),
        });
        props.onDecided();
      },
      onError: error => {
        // The period has changed since it was loaded.
        if (getErrorStatus(error) === 412) {
          setConfirming(undefined);
        }
      },
    });
  const openDialog = (action: 'reject' | 'reopen') => {
    decision.reset();
    setConfirming(action);
  };
  return (
    <>
      {decision.error && !confirming && (
        <Alert severity={isOutdated ? 'warning' : 'error'}>
          {isOutdated
            ? t('period.changed')
            : `${t('period.failed')} ${getProblems(decision.error).message}`}
        </Alert>
      )}
      {isLocked && !can_decide && (
        <Alert severity="info">{t('period.notYours')}</Alert>
      )}
      {can_decide && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          {status === 'submitted' && (
            <>
              <Button
                variant="contained"
                aria-disabled={decision.isPending}
                onClick={event =>
                  isFirstClick(event) && decide({ action: 'approve' })
                }
              >
                {t('period.approve')}
              </Button>
              <Button
                variant="outlined"
                color="error"
                onClick={() => openDialog('reject')}
              >
                {t('period.reject')}
              </Button>
            </>
          )}
          {status === 'approved' && (
            <Button variant="outlined" onClick={() => openDialog('reopen')}>
              {t('period.reopen')}
            </Button>
          )}
        </Box>
      )}
      {confirming && (
        <ReasonDialog
          title={t(`period.${confirming}Title`, { person })}
          hint={t(`period.${confirming}Hint`)}
          submitLabel={t(`period.${confirming}`).replace('…', '')}
          submitColor={confirming === 'reject' ? 'error' : undefined}
          failure={t('period.failed')}
          error={decision.error}
          isBusy={decision.isPending}
          onSubmit={reason => decide({ action: confirming, reason })}
          onClose={() => setConfirming(undefined)}
        />
      )}
    </>
  );
}
