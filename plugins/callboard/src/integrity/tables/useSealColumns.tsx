import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ActivitySeal } from '@callboard/plugin-callboard-common';
import {
  formatCount,
  RelativeTime,
  type DataTableColumn,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useMemo } from 'react';
import { callboardIntegrityTranslationRef } from '../translation';
import { SealKindText } from './SealKindText';
import { ShortCode } from './ShortCode';

function Ids(props: { seal: ActivitySeal }) {
  const { first_id, last_id } = props.seal;
  return first_id && last_id ? (
    <Box component="span" sx={{ whiteSpace: 'nowrap' }}>
      <ShortCode code={first_id} /> – <ShortCode code={last_id} />
    </Box>
  ) : (
    <span data-unset>–</span>
  );
}

/** The columns of the table of integrity checkpoints. */
export function useSealColumns(): DataTableColumn<ActivitySeal>[] {
  const { t } = useTranslationRef(callboardIntegrityTranslationRef);
  return useMemo(
    () => [
      {
        id: 'number',
        header: t('seals.seal'),
        cell: ({ row: { original } }) =>
          t('seals.numbered', { number: formatCount(original.number) }),
        width: '130px',
        narrow: 'inline',
      },
      {
        id: 'kind',
        header: t('seals.kind'),
        cell: ({ row }) => <SealKindText seal={row.original} />,
        width: 'minmax(200px, 2fr)',
        narrow: 'first',
      },
      {
        id: 'sealed_at',
        header: t('seals.sealedAt'),
        cell: ({ row }) => <RelativeTime instant={row.original.sealed_at} />,
        width: '160px',
      },
      {
        id: 'ids',
        header: t('seals.ids'),
        cell: ({ row }) => <Ids seal={row.original} />,
        width: '280px',
        leftOutBelow: 960,
        narrow: 'hide',
      },
      {
        id: 'head',
        header: t('seals.head'),
        cell: ({ row: { original } }) => (
          <ShortCode
            name={t('seals.headOf', { number: formatCount(original.number) })}
            code={original.head}
          />
        ),
        width: '170px',
        narrow: 'line',
      },
    ],
    [t],
  );
}
