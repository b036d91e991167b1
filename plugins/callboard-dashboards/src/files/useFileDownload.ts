import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  callboardReactTranslationRef,
  useDownload,
  useDownloadText,
  useFailureText,
  useToast,
  type Download,
  type DownloadRequest,
} from '@callboard/plugin-callboard-react';

/** A download and its state. */
export interface FileDownload {
  /** Starts the download unless it is already running. */
  save: (request: Pick<DownloadRequest, 'open' | 'fallbackName'>) => void;
  /** Set while the download is running. */
  underWay: Download | undefined;
  cancel: () => void;
}

/**
 * Downloads a file, and reports the result on whatever page is open then.
 *
 * @param key - identifies the download; the same on every visit of its page
 */
export function useFileDownload(key: string): FileDownload {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const notify = useToast();
  const downloadText = useDownloadText();
  const failureText = useFailureText();
  const { download, start, cancel } = useDownload(key);
  const isUnderWay =
    download?.state === 'waiting' || download?.state === 'running';
  return {
    underWay: isUnderWay ? download : undefined,
    cancel,
    save: request =>
      start({
        ...request,
        onFinished: finished =>
          notify(
            finished.state === 'saved'
              ? { status: 'success', title: downloadText(finished) }
              : {
                  status: 'danger',
                  title: t('export.failed'),
                  description: failureText(finished.error),
                },
          ),
      }),
  };
}
