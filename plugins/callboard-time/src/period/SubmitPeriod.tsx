import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type TimeSettings,
  type Timesheet,
  endpoints,
  type Period,
} from '@callboard/plugin-callboard-common';
import {
  FormDialog,
  formatDateRange,
  formatMinutes,
  getProblems,
  useToast,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useState } from 'react';
import {
  useMutation,
  useQueryClient,
  type UseMutationResult,
} from '@tanstack/react-query';
import { refreshTime } from '../data/refreshTime';
import { callboardTimeTranslationRef } from '../translation';

/** Submits the person's week or month, identified by any of its days, for approval. */
function useSubmitPeriod(
  slug: string,
): UseMutationResult<Period, Error, string> {
  const client = useCallboardClient();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: week =>
      client.call(endpoints.submitPeriod, { params: { slug }, body: { week } }),
    onSettled: () => refreshTime(queries),
  });
}

/** Submits a week, or its month, after confirmation. */
export function SubmitPeriod(props: {
  slug: string;
  timesheet: Timesheet;
  /** The week's minutes, including unsaved changes. */
  total: number;
  settings: Pick<TimeSettings, 'period'>;
  today: string;
  /**
   * Saves pending changes.
   *
   * @returns whether all were saved
   */
  savePending: () => Promise<boolean>;
}) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { timesheet, settings } = props;
  const { period, expected_minutes } = timesheet;
  const notify = useToast();
  const [isOpen, setOpen] = useState(false);
  const submit = useSubmitPeriod(props.slug);
  const isMonthly = settings.period === 'month';
  const range = formatDateRange(
    { start: period.week_start, end: period.week_end },
    props.today,
  );
  const ask = async () => {
    if (await props.savePending()) {
      submit.reset();
      setOpen(true);
    } else {
      notify({ status: 'danger', title: t('period.unsaved') });
    }
  };
  const send = () =>
    // With monthly periods, the week may begin in the previous month.
    submit.mutate(period.week_start, {
      onSuccess: () => {
        setOpen(false);
        notify({ status: 'success', title: t('period.sent', { range }) });
      },
    });
  const isShort = !isMonthly && props.total < expected_minutes;
  return (
    <>
      <Button variant="contained" size="small" onClick={ask}>
        {t(isMonthly ? 'period.submitMonth' : 'period.submitWeek')}
      </Button>
      {isOpen && (
        <FormDialog
          title={t('period.ask', { range })}
          hint={t('period.askHint')}
          submitLabel={t('period.submit')}
          isReady
          isBusy={submit.isPending}
          onSubmit={send}
          onClose={() => setOpen(false)}
        >
          {submit.error && (
            <Alert severity="error" sx={{ mb: 2 }}>
              {t('period.failed')} {getProblems(submit.error).message}
            </Alert>
          )}
          {!isMonthly && (
            <Alert severity={isShort ? 'warning' : 'success'}>
              {t(isShort ? 'period.short' : 'period.full', {
                total: formatMinutes(props.total),
                expected: formatMinutes(expected_minutes),
              })}
            </Alert>
          )}
        </FormDialog>
      )}
    </>
  );
}
