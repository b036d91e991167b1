import {
  alertApiRef,
  toastApiRef,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import type { Notice } from '../toasts/ToastCenter';
import { useToastCenter } from '../toasts/useToastCenter';

const SHOWN_FOR = 6_000;

/**
 * Shows a short message over the page, whichever page that is by then. There is
 * one at a time, and it can be acted on. Where nothing of Callboard is left to
 * draw it, the portal says what was done.
 *
 * @public
 */
export function useNotice(): (notice: Notice) => void {
  const apis = useApiHolder();
  const center = useToastCenter();
  return useCallback(
    notice => {
      if (center.isShown) {
        center.show(notice);
        return;
      }
      const { title, description, status } = notice;
      const toasts = apis.get(toastApiRef);
      if (toasts) {
        toasts.post({ title, description, status, timeout: SHOWN_FOR });
        return;
      }
      // Portals on the legacy frontend system have alerts only.
      apis.get(alertApiRef)?.post({
        message: [title, description].filter(Boolean).join(' '),
        severity: status === 'danger' ? 'error' : status,
        display: 'transient',
      });
    },
    [apis, center],
  );
}
