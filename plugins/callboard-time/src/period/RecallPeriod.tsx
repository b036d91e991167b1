import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, type Period } from '@callboard/plugin-callboard-common';
import {
  formatDateRange,
  getProblems,
  useCallboardClient,
  useToast,
} from '@callboard/plugin-callboard-react';
import Button from '@mui/material/Button';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { refreshTime } from '../data/refreshTime';
import { callboardTimeTranslationRef } from '../translation';

/** Withdraws the person's submitted period to edit it again. */
export function RecallPeriod(props: { slug: string; period: Period }) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { slug, period } = props;
  const client = useCallboardClient();
  const queries = useQueryClient();
  const notify = useToast();
  const range = formatDateRange(
    { start: period.week_start, end: period.week_end },
    period.week_end,
  );
  const recall = useMutation({
    mutationFn: () =>
      client.call(endpoints.recallPeriod, {
        params: { slug, id: period.id },
      }),
    onSuccess: () =>
      notify({ status: 'success', title: t('period.withdrawn', { range }) }),
    onError: error =>
      notify({
        status: 'danger',
        title: t('period.notWithdrawn'),
        description: getProblems(error).message,
      }),
    onSettled: () => refreshTime(queries),
  });
  return (
    <Button
      size="small"
      variant="outlined"
      color="inherit"
      disabled={recall.isPending}
      onClick={() => recall.mutate()}
      sx={{ mt: 1 }}
    >
      {t('period.withdraw')}
    </Button>
  );
}
