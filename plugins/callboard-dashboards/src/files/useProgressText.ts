import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  callboardReactTranslationRef,
  formatBytes,
  useDownloadText,
  type Download,
} from '@callboard/plugin-callboard-react';

/** Says how far a file is that is on its way. */
export function useProgressText(): (underWay: Download | undefined) => string {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const downloadText = useDownloadText();
  return underWay =>
    underWay?.state === 'running'
      ? t('export.progress', { size: formatBytes(underWay.bytes) })
      : downloadText(underWay);
}
