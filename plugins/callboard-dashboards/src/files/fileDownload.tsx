import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  callboardReactTranslationRef,
  visuallyHidden,
  useDownloadText,
  type Download,
  useDownload,
  useFailureText,
  useToast,
  formatBytes,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import CircularProgress from '@mui/material/CircularProgress';
import Tooltip from '@mui/material/Tooltip';
import { endpoints, type Widget } from '@callboard/plugin-callboard-common';
import type { ViewerFilters } from '../data/useWidgetData';

export function useProgressText(): (download: Download | undefined) => string {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const formatDownload = useDownloadText();
  return download =>
    download?.state === 'running'
      ? t('export.progress', { size: formatBytes(download.bytes) })
      : formatDownload(download);
}

/**
 * Downloads a file, and reports the result on the page that is open when the download ends.
 *
 * @param key - identifies the download; the same on every visit of its page
 * @param fallbackName - the file name, without extension, if the server sends none
 */
export function useFileDownload<Format extends string>(
  key: string,
  fallbackName: string,
  open: (format: Format, signal: AbortSignal) => Promise<Response>,
) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const notify = useToast();
  const formatDownload = useDownloadText();
  const formatFailure = useFailureText();
  const { download, start, cancel } = useDownload(key);
  const isRunning =
    download?.state === 'waiting' || download?.state === 'running';
  return {
    /** Set while the download is waiting or running. */
    running: isRunning ? download : undefined,
    cancel,
    /** Starts the download unless one is already running. */
    save: (format: Format) =>
      start({
        fallbackName: `${fallbackName}.${format}`,
        open: signal => open(format, signal),
        onFinished: finished =>
          notify(
            finished.state === 'saved'
              ? { status: 'success', title: formatDownload(finished) }
              : {
                  status: 'danger',
                  title: t('export.failed'),
                  description: formatFailure(finished.error),
                },
          ),
      }),
  };
}

const fileEndpoints = {
  csv: endpoints.exportWidgetCsv,
  xlsx: endpoints.exportWidgetXlsx,
} as const;

export function useWidgetDownload(
  slug: string,
  { id: wid, dashboard_id: id }: Pick<Widget, 'id' | 'dashboard_id'>,
  viewerFilters: ViewerFilters,
) {
  const client = useCallboardClient();
  return useFileDownload<keyof typeof fileEndpoints>(
    `dashboards/widgets/${wid}`,
    'widget',
    (format, signal) =>
      client.fetch(fileEndpoints[format], {
        params: { slug, id, wid },
        query: { ...viewerFilters },
        signal,
      }),
  );
}

export type WidgetDownload = ReturnType<typeof useWidgetDownload>;

export function FileSpinner(props: { running: Download | undefined }) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const formatDownload = useDownloadText();
  const { running } = props;
  const progress = useProgressText()(running);
  return (
    <>
      {running && (
        <Tooltip title={progress}>
          <CircularProgress
            size={16}
            aria-label={t('export.running')}
            aria-valuetext={progress}
            sx={{ flexShrink: 0 }}
          />
        </Tooltip>
      )}
      <Box role="status" sx={visuallyHidden}>
        {formatDownload(running)}
      </Box>
    </>
  );
}
