import { endpoints } from '@callboard/plugin-callboard-common';
import { getQueryKey } from '@callboard/plugin-callboard-react';
import { focusManager, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { EVENTS_POLL_MS } from './eventsPoll';

/** Refetches critical events twice a minute while the page is visible. */
export function useFreshEvents(): void {
  const queries = useQueryClient();
  useEffect(() => {
    const timer = setInterval(() => {
      if (focusManager.isFocused()) {
        queries.invalidateQueries({
          queryKey: getQueryKey(endpoints.listCriticalEvents),
        });
      }
    }, EVENTS_POLL_MS);
    return () => clearInterval(timer);
  }, [queries]);
}
