import { endpoints } from '@callboard/plugin-callboard-common';
import { queryKeyOf } from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';

const reads = [
  endpoints.listWebhooks,
  endpoints.getWebhook,
  endpoints.getWebhookHealth,
  endpoints.listWebhookDeliveries,
  endpoints.getWebhookDelivery,
];

/**
 * Lets go of what is known about webhooks and their deliveries. What is on the
 * screen is asked for again.
 */
export function useRefreshWebhooks(): () => void {
  const queries = useQueryClient();
  return useCallback(() => {
    for (const endpoint of reads) {
      queries.invalidateQueries({ queryKey: queryKeyOf(endpoint) });
    }
  }, [queries]);
}
