import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Period } from '@callboard/plugin-callboard-common';
import {
  formatDateRange,
  getProblems,
  getErrorStatus,
  useToast,
} from '@callboard/plugin-callboard-react';
import Button from '@mui/material/Button';
import { callboardTimeTeamTranslationRef } from '../teamTranslation';
import { isFirstClick } from './isFirstClick';
import { useDecision } from './useDecision';

/** Approves a week of the list in the listed version. */
export function ApproveButton(props: {
  slug: string;
  today: string;
  period: Period;
}) {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  const { slug, period } = props;
  const { display_name: person, week_start: start, week_end: end } = period;
  const { mutate, isPending } = useDecision(slug, period);
  const notify = useToast();
  const approve = () =>
    mutate(
      { action: 'approve' },
      {
        onSuccess: () =>
          notify({
            status: 'success',
            title: t('period.approved', { person }),
          }),
        onError: error =>
          notify({
            status: 'danger',
            title: t('queue.notApproved', { person }),
            description:
              getErrorStatus(error) === 412
                ? t('period.changed')
                : getProblems(error).message,
          }),
      },
    );
  return (
    <Button
      size="small"
      variant="outlined"
      aria-disabled={isPending}
      aria-label={t('queue.approveOne', {
        person,
        period: formatDateRange({ start, end }, props.today),
      })}
      onClick={event => !isPending && isFirstClick(event) && approve()}
    >
      {t('period.approve')}
    </Button>
  );
}
