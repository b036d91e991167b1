import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Webhook } from '@callboard/plugin-callboard-common';
import {
  RelativeTime,
  type DataTableColumn,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useMemo } from 'react';
import { useSubscriptionLabels } from '../shared/useEventLabels';
import { useWebhookLinks } from '../shared/useWebhookLinks';
import { WebhookStateLabel } from '../shared/WebhookStateLabel';
import { callboardWebhooksTranslationRef } from '../translation';

/** At most two lines of a longer text; the tooltip shows all of it. */
const twoLines = {
  display: '-webkit-box',
  WebkitBoxOrient: 'vertical',
  WebkitLineClamp: 2,
  overflow: 'hidden',
  overflowWrap: 'anywhere',
} as const;

/** The columns of the list of webhooks. */
export function useWebhookColumns(slug: string): DataTableColumn<Webhook>[] {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const links = useWebhookLinks(slug);
  const getSubscriptionLabels = useSubscriptionLabels();
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('list.name'),
        width: 'minmax(160px, 2fr)',
        narrow: 'line',
        cell: ({ row: { original } }) => (
          <>
            <Link to={links.webhook(original.id)}>
              <Box component="span" sx={{ ...twoLines, fontWeight: 600 }}>
                {original.name}
              </Box>
            </Link>
            <Box
              component="code"
              title={original.url}
              sx={{ ...twoLines, color: 'text.secondary', fontSize: 12 }}
            >
              {original.url}
            </Box>
          </>
        ),
      },
      {
        id: 'events',
        header: t('list.events'),
        width: 'minmax(140px, 1.5fr)',
        narrow: 'line',
        cell: ({ row: { original } }) => {
          const labels = getSubscriptionLabels(original.event_types).join(
            ' · ',
          );
          return (
            <Box component="span" title={labels} sx={twoLines}>
              {labels}
            </Box>
          );
        },
      },
      {
        id: 'state',
        header: t('list.state'),
        width: 'minmax(160px, 1.2fr)',
        narrow: 'line',
        cell: ({ row }) => <WebhookStateLabel webhook={row.original} />,
      },
      {
        id: 'last',
        header: t('list.lastDelivery'),
        width: '112px',
        narrow: 'hide',
        cell: ({ row: { original } }) =>
          original.last_delivery_at ? (
            <RelativeTime instant={original.last_delivery_at} />
          ) : (
            <Box component="span" sx={{ color: 'text.secondary' }}>
              {t('list.never')}
            </Box>
          ),
      },
    ],
    [t, links, getSubscriptionLabels],
  );
}
