import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type TimeSettings,
  type Timesheet,
  endpoints,
} from '@callboard/plugin-callboard-common';
import {
  formatFailure,
  FormDialog,
  formatMinutes,
  useEndpointMutation,
  useToast,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { formatPeriod } from '../data/dates';
import { useRefreshTime } from '../data/refreshTime';
import { callboardTimeTranslationRef } from '../translation';

export function SubmitPeriod(props: {
  slug: string;
  timesheet: Timesheet;
  /** The week's minutes, including unsaved changes. */
  total: number;
  settings: Pick<TimeSettings, 'period'>;
  today: string;
  /** Saves pending changes, and returns whether all were saved. */
  savePending: () => Promise<boolean>;
}) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { timesheet, settings } = props;
  const { period, expected_minutes } = timesheet;
  const notify = useToast();
  const [isOpen, setOpen] = useState(false);
  const isMonthly = settings.period === 'month';
  const range = formatPeriod(period, props.today);
  const submit = useEndpointMutation(endpoints.submitPeriod, {
    toRequest: () => ({
      params: { slug: props.slug },
      // Not the first day of the shown week: the week may begin in the previous month, which the
      // server would then submit.
      body: { week: period.week_start },
    }),
    toSuccessTitle: () => t('period.sent', { range }),
    onSuccess: () => setOpen(false),
    onSettled: useRefreshTime(),
  });
  const openDialog = async () => {
    if (await props.savePending()) {
      submit.reset();
      setOpen(true);
    } else {
      notify({ status: 'danger', title: t('period.unsaved') });
    }
  };
  const isBelowExpected = !isMonthly && props.total < expected_minutes;
  return (
    <>
      <Button variant="contained" size="small" onClick={openDialog}>
        {t(isMonthly ? 'period.submitMonth' : 'period.submitWeek')}
      </Button>
      {isOpen && (
        <FormDialog
          title={t('period.ask', { range })}
          hint={t('period.askHint')}
          failure={formatFailure(submit.error, t('period.failed'))}
          submitLabel={t('period.submit')}
          isReady
          isBusy={submit.isPending}
          onSubmit={() => submit.mutate()}
          onClose={() => setOpen(false)}
        >
          {!isMonthly && (
            <Alert severity={isBelowExpected ? 'warning' : 'success'}>
              {t(isBelowExpected ? 'period.short' : 'period.full', {
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
