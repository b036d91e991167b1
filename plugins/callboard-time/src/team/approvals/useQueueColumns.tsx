import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Period } from '@callboard/plugin-callboard-common';
import {
  formatDateRange,
  formatMinutes,
  PersonChip,
  RelativeTime,
  type DataTableColumn,
} from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import { PeriodChip } from '../../period/PeriodChip';
import { callboardTimeTeamTranslationRef } from '../teamTranslation';

/** The columns of a list of periods. */
export function useQueueColumns(options: {
  workspace: string;
  today: string;
  withStatus: boolean;
}): DataTableColumn<Period>[] {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  const { workspace, today, withStatus } = options;
  return useMemo(() => {
    const status: DataTableColumn<Period> = {
      id: 'status',
      header: t('queue.status'),
      width: '128px',
      cell: ({ row }) => <PeriodChip status={row.original.status} />,
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
            workspace={workspace}
          />
        ),
      },
      {
        id: 'period',
        header: t('queue.period'),
        width: '128px',
        cell: ({ row: { original } }) =>
          formatDateRange(
            { start: original.week_start, end: original.week_end },
            today,
          ),
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
        width: '120px',
        leftOutBelow: 560,
        cell: ({ row: { original } }) =>
          original.submitted_at && (
            <RelativeTime instant={original.submitted_at} />
          ),
      },
    ];
    return withStatus ? [...columns, status] : columns;
  }, [t, workspace, today, withStatus]);
}
