import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  callboardReactTranslationRef,
  formatBytes,
  useDownloadText,
  type Download,
} from '@callboard/plugin-callboard-react';

/** Returns a function that describes the progress of a download. */
export function useProgressText(): (underWay: Download | undefined) => string {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const downloadText = useDownloadText();
  return underWay =>
    underWay?.state === 'running'
      ? t('export.progress', { size: formatBytes(underWay.bytes) })
      : downloadText(underWay);
}
