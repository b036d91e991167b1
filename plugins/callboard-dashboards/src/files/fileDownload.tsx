import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  callboardReactTranslationRef,
  visuallyHidden,
  useDownloadText,
  type Download,
  useDownload,
  useFailureText,
  useToast,
  type DownloadRequest,
  formatBytes,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import CircularProgress from '@mui/material/CircularProgress';
import Tooltip from '@mui/material/Tooltip';
import { endpoints, type Widget } from '@callboard/plugin-callboard-common';
import type { ViewerFilters } from '../data/useWidgetData';

const fileEndpoints = {
  csv: endpoints.exportWidgetCsv,
  xlsx: endpoints.exportWidgetXlsx,
} as const;

/** The file formats that the data of a widget can be exported to. */
export type WidgetFileFormat = keyof typeof fileEndpoints;

/** The export of a widget's data to a file. */
export interface WidgetFile extends Omit<FileDownload, 'save'> {
  save: (format: WidgetFileFormat) => void;
}

/** Downloads the data of a widget with the viewer's filters. */
export function useWidgetFile(
  slug: string,
  widget: Pick<Widget, 'id' | 'dashboard_id'>,
  viewerFilters: ViewerFilters,
): WidgetFile {
  const client = useCallboardClient();
  const { id, dashboard_id } = widget;
  const { save, ...others } = useFileDownload(`dashboards/widgets/${id}`);
  return {
    ...others,
    save: format =>
      save({
        fallbackName: `widget.${format}`,
        open: signal =>
          client.fetch(fileEndpoints[format], {
            params: { slug, id: dashboard_id, wid: id },
            query: { ...viewerFilters },
            signal,
          }),
      }),
  };
}

/** Returns a function that describes the progress of a download. */
export function useProgressText(): (running: Download | undefined) => string {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const downloadText = useDownloadText();
  return running =>
    running?.state === 'running'
      ? t('export.progress', { size: formatBytes(running.bytes) })
      : downloadText(running);
}

/** A download and its state. */
export interface FileDownload {
  /** Starts the download unless it is already running. */
  save: (request: Pick<DownloadRequest, 'open' | 'fallbackName'>) => void;
  /** Set while the download is running. */
  running: Download | undefined;
  cancel: () => void;
}

/**
 * Downloads a file, and reports the result on the page that is open when the download ends.
 *
 * @param key - identifies the download; the same on every visit of its page
 */
export function useFileDownload(key: string): FileDownload {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const notify = useToast();
  const downloadText = useDownloadText();
  const failureText = useFailureText();
  const { download, start, cancel } = useDownload(key);
  const isRunning =
    download?.state === 'waiting' || download?.state === 'running';
  return {
    running: isRunning ? download : undefined,
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

/** A small indicator of a running download. */
export function FileSpinner(props: { running: Download | undefined }) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const downloadText = useDownloadText();
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
        {downloadText(running)}
      </Box>
    </>
  );
}
