import {
  alertApiRef,
  toastApiRef,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { createPortalSingletonHook } from '../hooks/createPortalSingletonHook';
import { HostedStore } from '../hooks/SharedStore';

const TIMEOUT_MS = 6_000;

/** A button in a message. @public */
export interface ToastAction {
  label: string;
  onClick: () => void;
}

/** A short message over the page. @public */
export interface ToastOptions {
  title: string;
  description?: string;
  status: 'success' | 'danger' | 'info';
  /** Actions on the subject of the message; each also closes the message. */
  actions?: readonly ToastAction[];
  /** Undoes the action that the message reports. The Undo button and Ctrl+Z call it. */
  onUndo?: () => void;
  /**
   * Called when the action can no longer be undone: the message closes without Undo, or another
   * message replaces it.
   */
  onClose?: () => void;
  /**
   * The time of the reported action, or of the first of several actions, in milliseconds since
   * 1970; now by default. If an undo stack has a newer action, Ctrl+Z undoes that action instead.
   */
  doneAt?: number;
}

export interface Toast extends ToastOptions {
  id: number;
  doneAt: number;
}

/** Stores the single visible message, so that messages never overlap. */
class ToastCenter extends HostedStore {
  #toast: Toast | undefined;
  #count = 0;

  get toast(): Toast | undefined {
    return this.#toast;
  }

  /** The time of the action that the message can undo; -Infinity without such an action. */
  get undoableSince(): number {
    return this.#toast?.onUndo ? this.#toast.doneAt : -Infinity;
  }

  show(options: ToastOptions): void {
    this.#count += 1;
    const { doneAt = Date.now() } = options;
    const replaced = this.#toast;
    this.#toast = { ...options, doneAt, id: this.#count };
    this.notify();
    replaced?.onClose?.();
  }

  close(id: number, isUndone: boolean): void {
    const toast = this.#toast;
    if (toast?.id === id) {
      this.#toast = undefined;
      this.notify();
      if (!isUndone) {
        toast.onClose?.();
      }
    }
  }
}

/** The messages of the portal's Callboard pages. */
export const useToastCenter = createPortalSingletonHook(
  () => new ToastCenter(),
);

/**
 * Returns a function that shows a short message over the current page, even if the caller's page is
 * closed. Only one message is visible at a time, and it can have actions. If no Callboard component
 * is mounted, the portal shows the message, without actions and undo.
 *
 * @public
 */
export function useToast(): (options: ToastOptions) => void {
  const apis = useApiHolder();
  const center = useToastCenter();
  return useCallback(
    options => {
      if (center.hasHosts) {
        center.show(options);
        return;
      }
      const { title, description, status } = options;
      options.onClose?.();
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
