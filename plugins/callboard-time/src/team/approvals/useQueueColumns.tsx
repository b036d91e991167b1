import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Period } from '@callboard/plugin-callboard-common';
import {
  formatMinutes,
  visuallyHidden,
  PersonChip,
  RelativeTime,
  type DataTableColumn,
  getProblems,
  getErrorStatus,
  useToast,
} from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import Button from '@mui/material/Button';
import { formatPeriod } from '../../data/dates';
import { PeriodChip } from '../../period/PeriodToolbar';
import { callboardTimeTeamTranslationRef } from '../teamTranslation';
import { isFirstClick, useDecision } from './useDecision';

function ApproveButton(props: { slug: string; today: string; period: Period }) {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  const { slug, period } = props;
  const { display_name: person } = period;
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
        period: formatPeriod(period, props.today),
      })}
      onClick={event => !isPending && isFirstClick(event) && approve()}
    >
      {t('period.approve')}
    </Button>
  );
}

export function useQueueColumns(options: {
  slug: string;
  today: string;
  /** Whether the periods await approval; otherwise, they have been decided. */
  isWaiting: boolean;
  hasApproveButtons: boolean;
}): DataTableColumn<Period>[] {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  const { slug, today, isWaiting, hasApproveButtons } = options;
  return useMemo(() => {
    const status: DataTableColumn<Period> = {
      id: 'status',
      header: t('queue.status'),
      width: '128px',
      cell: ({ row }) => <PeriodChip status={row.original.status} />,
    };
    const approve: DataTableColumn<Period> = {
      id: 'approve',
      header: () => <span style={visuallyHidden}>{t('queue.approve')}</span>,
      width: '112px',
      align: 'end',
      cell: ({ row }) => (
        <ApproveButton slug={slug} today={today} period={row.original} />
      ),
    };
    const columns: DataTableColumn<Period>[] = [
      {
        id: 'person',
        header: t('queue.person'),
        width: 'minmax(140px, 1fr)',
        narrow: 'first',
        cell: ({ row: { original } }) => (
          <PersonChip
            userRef={original.member_id}
            name={original.display_name}
            linked={false}
            workspace={slug}
          />
        ),
      },
      {
        id: 'period',
        header: t('queue.period'),
        width: '128px',
        cell: ({ row }) => formatPeriod(row.original, today),
      },
      {
        id: 'time',
        header: t('queue.time'),
        width: '128px',
        align: 'end',
        cell: ({ row: { original } }) =>
          t('queue.of', {
            total: formatMinutes(original.total_minutes),
            expected: formatMinutes(original.expected_minutes),
          }),
      },
      {
        id: 'submitted',
        header: t('queue.submitted'),
        width: '168px',
        hideBelow: 560,
        cell: ({ row: { original } }) =>
          original.submitted_at && (
            <span>
              <RelativeTime instant={original.submitted_at} />
              {original.decided_at && isWaiting && ` · ${t('queue.again')}`}
            </span>
          ),
      },
    ];
    if (isWaiting) {
      return hasApproveButtons ? [...columns, approve] : columns;
    }
    return [...columns, status];
  }, [t, slug, today, isWaiting, hasApproveButtons]);
}
