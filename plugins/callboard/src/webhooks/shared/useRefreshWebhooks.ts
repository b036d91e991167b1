import { endpoints } from '@callboard/plugin-callboard-common';
import { getQueryKey } from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';

const reads = [
  endpoints.listWebhooks,
  endpoints.getWebhook,
  endpoints.getWebhookHealth,
  endpoints.listWebhookDeliveries,
  endpoints.getWebhookDelivery,
];

/** Invalidates the cached data about webhooks and their deliveries, which refetches visible data. */
export function useRefreshWebhooks(): () => void {
  const queries = useQueryClient();
  return useCallback(() => {
    for (const endpoint of reads) {
      queries.invalidateQueries({ queryKey: getQueryKey(endpoint) });
    }
  }, [queries]);
}
