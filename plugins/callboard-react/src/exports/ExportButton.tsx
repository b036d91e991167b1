import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ExportFormat } from '@callboard/plugin-callboard-common';
import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Box from '@mui/material/Box';
import { useEffect, useRef } from 'react';
import { useToast } from '../hooks/useToast';
import { visuallyHidden } from '../table/visuallyHidden';
import { callboardReactTranslationRef } from '../translation';
import { ExportFormats } from './ExportFormats';
import { ExportProgress } from './ExportProgress';
import { useDownload } from './useDownload';
import { useDownloadText } from './useDownloadText';
import { useFailureText } from './useFailureText';

const allFormats: readonly ExportFormat[] = ['xlsx', 'csv', 'jsonl'];

/**
 * Downloads a list, to Excel with one click, or as CSV or JSON Lines. The button shows the
 * progress, or that the export is queued. The person can cancel a download; it continues when they
 * leave the page. An error stays visible until they dismiss it.
 *
 * @public
 */
export function ExportButton(props: {
  /** Identifies the export; stable across visits of the page. */
  downloadKey: string;
  /** Requests the file with the filters of the list. */
  open: (format: ExportFormat, signal: AbortSignal) => Promise<Response>;
  /** The file name without extension, if the server sends none. */
  fallbackName: string;
  /** Number of rows in the file. */
  rows?: number;
  /** The formats on offer; all by default. */
  formats?: readonly ExportFormat[];
  /** The extension of the file name; by default that of the format. */
  extension?: string;
  /** The button's label if only one format is on offer; by default the format's name. */
  label?: string;
  disabled?: boolean;
}) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const { formats = allFormats } = props;
  const notify = useToast();
  const failureText = useFailureText();
  const downloadText = useDownloadText();
  const { download, start, cancel, dismiss } = useDownload(props.downloadKey);
  const isWaiting = download?.state === 'waiting';
  const isGoingOn = isWaiting || download?.state === 'running';

  // The button and the progress replace each other; the focus moves along.
  const button = useRef<HTMLButtonElement>(null);
  const progress = useRef<HTMLSpanElement>(null);
  const isFocusDue = useRef(false);
  useEffect(() => {
    if (isFocusDue.current) {
      isFocusDue.current = false;
      (isGoingOn ? progress : button).current?.focus();
    }
  }, [isGoingOn]);

  // While the button is mounted, it shows the error itself.
  const isShown = useRef(false);
  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);

  const run = (format: ExportFormat) => {
    isFocusDue.current = true;
    start({
      open: signal => props.open(format, signal),
      fallbackName: `${props.fallbackName}.${props.extension ?? format}`,
      rows: props.rows,
      onFinished: finished => {
        if (finished.state === 'saved') {
          notify({ status: 'success', title: downloadText(finished) });
        } else if (!isShown.current) {
          notify({
            status: 'danger',
            title: t('export.failed'),
            description: failureText(finished.error),
          });
        }
      },
    });
  };

  return (
    <Box
      sx={{
        display: 'inline-flex',
        flexDirection: 'column',
        alignItems: 'flex-end',
        gap: 1,
      }}
    >
      {isGoingOn ? (
        <ExportProgress
          ref={progress}
          isWaiting={isWaiting}
          bytes={download.bytes}
          rows={download.rows}
          onCancel={cancel}
          onFocusLost={() => {
            isFocusDue.current = true;
          }}
        />
      ) : (
        <ExportFormats
          ref={button}
          formats={formats}
          label={props.label}
          disabled={props.disabled}
          onChoose={run}
        />
      )}
      {download?.state === 'failed' && (
        <Alert
          severity="error"
          variant="outlined"
          onClose={dismiss}
          closeText={t('export.dismiss')}
          sx={{ maxWidth: 400, overflowWrap: 'anywhere' }}
        >
          <AlertTitle>{t('export.failed')}</AlertTitle>
          {failureText(download.error)}
        </Alert>
      )}
      {/* Screen readers do not announce toasts. */}
      <Box role="status" sx={visuallyHidden}>
        {downloadText(download)}
      </Box>
    </Box>
  );
}
