import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { DashboardSchedule } from '@callboard/plugin-callboard-common';
import { FormDialog, getProblems } from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import { useMutation } from '@tanstack/react-query';
import { callboardDashboardsSchedulesTranslationRef } from './schedulesTranslation';
import type { Schedules } from './useSchedules';
import { useScheduleLabels } from './useScheduleLabels';

/** Confirms the deletion of an email schedule. */
export function DeleteScheduleDialog(props: {
  schedule: DashboardSchedule;
  schedules: Schedules;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsSchedulesTranslationRef);
  const { schedule, schedules, onClose } = props;
  const words = useScheduleLabels();
  const removal = useMutation({
    mutationFn: () => schedules.remove(schedule),
    onSuccess: onClose,
    onSettled: schedules.refresh,
  });
  return (
    <FormDialog
      title={t('removal.title')}
      hint={t('removal.hint', { when: words(schedule) })}
      submitLabel={t('removal.submit')}
      submitColor="error"
      isBusy={removal.isPending}
      isReady
      onSubmit={() => removal.mutate()}
      onClose={onClose}
    >
      {removal.error && (
        <Alert severity="error">
          {t('removal.failed')} {getProblems(removal.error).message}
        </Alert>
      )}
    </FormDialog>
  );
}
