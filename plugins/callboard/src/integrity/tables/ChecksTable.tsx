import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { VerificationJob } from '@callboard/plugin-callboard-common';
import {
  DataTable,
  PersonChip,
  RelativeTime,
  Section,
  type DataTableColumn,
  useEntityTitles,
  type Pages,
} from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import { callboardIntegrityTranslationRef } from '../translation';
import { CheckResult } from './CheckResult';
import { useFormatVerificationRange } from './useFormatVerificationRange';
import { useTookText } from './useTookText';

const getRowId = ({ id }: VerificationJob) => id;

function useColumns(names: ReadonlyMap<string, string>) {
  const { t } = useTranslationRef(callboardIntegrityTranslationRef);
  const rangeText = useFormatVerificationRange();
  const tookText = useTookText();
  return useMemo<DataTableColumn<VerificationJob>[]>(
    () => [
      {
        id: 'started',
        header: t('checks.started'),
        cell: ({ row }) => <RelativeTime instant={row.original.started_at} />,
        width: '160px',
      },
      {
        id: 'by',
        header: t('checks.by'),
        cell: ({ row }) => (
          <PersonChip
            userRef={row.original.started_by}
            name={names.get(row.original.started_by)}
            size={20}
          />
        ),
        width: 'minmax(140px, 1fr)',
      },
      {
        id: 'range',
        header: t('checks.range'),
        cell: ({ row }) => rangeText(row.original),
        width: '120px',
      },
      {
        id: 'result',
        header: t('checks.result'),
        cell: ({ row }) => <CheckResult check={row.original} />,
        width: 'minmax(240px, 3fr)',
        narrow: 'first',
      },
      {
        id: 'took',
        header: t('checks.took'),
        cell: ({ row }) => tookText(row.original),
        width: '100px',
        align: 'end',
        narrow: 'end',
      },
    ],
    [t, names, rangeText, tookText],
  );
}

/** The verifications, newest first. */
export function ChecksTable(props: {
  checks: VerificationJob[];
  pages: Pages<VerificationJob>;
}) {
  const { t } = useTranslationRef(callboardIntegrityTranslationRef);
  const { checks, pages } = props;
  const names = useEntityTitles(checks.map(({ started_by }) => started_by));
  const columns = useColumns(names);
  return (
    <Section level={2} title={t('checks.title')}>
      <DataTable
        label={t('checks.title')}
        columns={columns}
        rows={checks}
        rowId={getRowId}
        pages={pages}
      />
    </Section>
  );
}
