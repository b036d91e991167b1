import {
  alertApiRef,
  toastApiRef,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import type { ToastOptions } from '../toasts/ToastCenter';
import { useToastCenter } from '../toasts/useToastCenter';

const TIMEOUT_MS = 6_000;

/**
 * Shows a short message over the current page, even after navigation. Only one message is visible
 * at a time, and it can have actions. If no Callboard component is mounted, the portal shows the
 * message.
 *
 * @public
 */
export function useToast(): (options: ToastOptions) => void {
  const apis = useApiHolder();
  const center = useToastCenter();
  return useCallback(
    options => {
      if (center.isShown) {
        center.show(options);
        return;
      }
      const { title, description, status } = options;
      const toasts = apis.get(toastApiRef);
      if (toasts) {
        toasts.post({ title, description, status, timeout: TIMEOUT_MS });
        return;
      }
      // Portals on the legacy frontend system only have alerts.
      apis.get(alertApiRef)?.post({
        message: [title, description].filter(Boolean).join(' '),
        severity: status === 'danger' ? 'error' : status,
        display: 'transient',
      });
    },
    [apis, center],
  );
}
