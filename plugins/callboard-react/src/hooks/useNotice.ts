import {
  alertApiRef,
  toastApiRef,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';

const SHOWN_FOR = 6_000;

/** A short message over the page. @public */
export interface Notice {
  title: string;
  description?: string;
  status: 'success' | 'danger' | 'info';
}

/**
 * Shows a short message over the page, whichever page that is by then.
 *
 * @public
 */
export function useNotice(): (notice: Notice) => void {
  const apis = useApiHolder();
  return useCallback(
    notice => {
      const toasts = apis.get(toastApiRef);
      if (toasts) {
        toasts.post({ ...notice, timeout: SHOWN_FOR });
        return;
      }
      // Portals on the legacy frontend system have alerts only.
      apis.get(alertApiRef)?.post({
        message: [notice.title, notice.description].filter(Boolean).join(' '),
        severity: notice.status === 'danger' ? 'error' : notice.status,
        display: 'transient',
      });
    },
    [apis],
  );
}
