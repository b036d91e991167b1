import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { CriticalEvent } from '@callboard/plugin-callboard-common';
import {
  PersonChip,
  RelativeTime,
  type DataTableColumn,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useMemo } from 'react';
import { callboardCriticalTranslationRef } from '../translation';
import { AcknowledgeButton } from './AcknowledgeButton';
import { WhatHappened } from './WhatHappened';

/** The columns of the list of critical events. */
export function useEventColumns(): DataTableColumn<CriticalEvent>[] {
  const { t } = useTranslationRef(callboardCriticalTranslationRef);
  return useMemo(
    () => [
      {
        id: 'what',
        header: t('list.what'),
        cell: ({ row }) => <WhatHappened event={row.original} />,
        width: 'minmax(220px, 3fr)',
        narrow: 'first',
      },
      {
        id: 'who',
        header: t('list.who'),
        cell: ({ row: { original } }) => (
          <PersonChip
            userRef={original.actor_ref}
            name={original.actor_name}
            size={20}
          />
        ),
        width: 'minmax(140px, 1fr)',
      },
      {
        id: 'when',
        header: t('list.when'),
        cell: ({ row }) => <RelativeTime instant={row.original.last_at} />,
        width: '140px',
      },
      {
        id: 'acknowledged',
        header: t('list.acknowledged'),
        cell: ({ row: { original } }) =>
          original.acknowledged_at && original.acknowledged_by ? (
            <Box sx={{ minWidth: 0 }}>
              <PersonChip userRef={original.acknowledged_by} size={20} />
              <RelativeTime instant={original.acknowledged_at} />
            </Box>
          ) : (
            <AcknowledgeButton event={original} />
          ),
        width: 'minmax(140px, 1fr)',
        narrow: 'end',
      },
    ],
    [t],
  );
}
