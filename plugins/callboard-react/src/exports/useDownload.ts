import { useCallback, useSyncExternalStore } from 'react';
import { createPortalSingletonHook } from '../api/createPortalSingletonHook';
import {
  DownloadCenter,
  type Download,
  type DownloadRequest,
} from './DownloadCenter';

const useDownloadCenter = createPortalSingletonHook(() => new DownloadCenter());

/**
 * A download that outlives the component. It continues when the person leaves the page. A component
 * that uses the same key later sees its progress.
 *
 * @public
 */
export function useDownload(key: string): {
  download: Download | undefined;
  start: (request: DownloadRequest) => void;
  cancel: () => void;
  /** Removes a finished download. */
  dismiss: () => void;
} {
  const center = useDownloadCenter();
  return {
    download: useSyncExternalStore(center.subscribe, () => center.get(key)),
    start: useCallback(
      (request: DownloadRequest) => {
        center.start(key, request);
      },
      [center, key],
    ),
    cancel: useCallback(() => center.cancel(key), [center, key]),
    dismiss: useCallback(() => center.dismiss(key), [center, key]),
  };
}
