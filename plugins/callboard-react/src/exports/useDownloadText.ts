import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatBytes } from '../text/formatBytes';
import { callboardReactTranslationRef } from '../translation';
import type { Download } from './DownloadCenter';

/** Formats the progress of a download for a live region; empty for a failed one. @public */
export function useDownloadText(): (download: Download | undefined) => string {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  return download => {
    switch (download?.state) {
      case 'waiting':
        return t('export.waiting');
      case 'running':
        return t('export.running');
      case 'cancelled':
        return t('export.cancelled');
      case 'saved':
        return t('export.saved', {
          name: download.fileName!,
          size: formatBytes(download.bytes),
        });
      default:
        return '';
    }
  };
}
