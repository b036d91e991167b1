import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WebhookDelivery } from '@callboard/plugin-callboard-common';
import {
  formatCount,
  RelativeTime,
  type DataTableColumn,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useMemo } from 'react';
import { callboardWebhooksTranslationRef } from '../translation';
import { DeliveryStatus } from './DeliveryStatus';
import { AttemptLabels } from './AttemptLabels';

const oneLine = {
  display: 'block',
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
} as const;

/** The columns of the log of deliveries. */
export function useDeliveryColumns(): DataTableColumn<WebhookDelivery>[] {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  return useMemo(
    () => [
      {
        id: 'status',
        header: t('deliveries.status'),
        width: '152px',
        narrow: 'first',
        cell: ({ row }) => <DeliveryStatus delivery={row.original} />,
      },
      {
        id: 'event',
        header: t('deliveries.event'),
        width: 'minmax(140px, 1fr)',
        cell: ({ row: { original } }) => (
          <Box
            component="code"
            title={original.type}
            sx={{ ...oneLine, fontSize: 12.5 }}
          >
            {original.type}
          </Box>
        ),
      },
      {
        id: 'about',
        header: t('deliveries.about'),
        width: 'minmax(120px, 1.5fr)',
        narrow: 'line',
        cell: ({ row: { original } }) =>
          original.entity_label && (
            <Box component="bdi" title={original.entity_label} sx={oneLine}>
              {original.entity_label}
            </Box>
          ),
      },
      {
        id: 'when',
        header: t('deliveries.when'),
        width: '104px',
        cell: ({ row }) => <RelativeTime instant={row.original.created_at} />,
      },
      {
        id: 'took',
        header: t('deliveries.took'),
        width: '80px',
        align: 'end',
        leftOutBelow: 880,
        narrow: 'hide',
        cell: ({ row: { original } }) =>
          original.last_duration_ms !== null &&
          t('deliveries.milliseconds', {
            formatted: formatCount(original.last_duration_ms),
          }),
      },
      {
        id: 'attempts',
        header: t('deliveries.attempts'),
        width: 'minmax(112px, 200px)',
        cell: ({ row }) => (
          <Box component="span" sx={oneLine}>
            <AttemptLabels delivery={row.original} />
          </Box>
        ),
      },
    ],
    [t],
  );
}
