import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  callboardReactTranslationRef,
  useDownload,
  useDownloadText,
  useFailureText,
  useNotice,
  type Download,
  type DownloadRequest,
} from '@callboard/plugin-callboard-react';

/** A file that is saved, and how that goes. */
export interface FileDownload {
  /** Unless it is still on its way. */
  save: (request: Pick<DownloadRequest, 'open' | 'fallbackName'>) => void;
  /** As long as it is on its way. */
  underWay: Download | undefined;
  cancel: () => void;
}

/**
 * Saves a file, and says on whatever page that is then what came of it.
 *
 * @param key - tells it from others; the same on every visit of its page
 */
export function useFileDownload(key: string): FileDownload {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const notify = useNotice();
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
