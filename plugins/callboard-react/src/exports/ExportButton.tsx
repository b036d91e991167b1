import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ExportFormat } from '@callboard/plugin-callboard-common';
import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Box from '@mui/material/Box';
import { useEffect, useRef } from 'react';
import { useNotice } from '../hooks/useNotice';
import { visuallyHidden } from '../table/visuallyHidden';
import { callboardReactTranslationRef } from '../translation';
import { ExportFormats } from './ExportFormats';
import { ExportProgress } from './ExportProgress';
import { useDownload } from './useDownload';
import { useDownloadText } from './useDownloadText';
import { useFailureText } from './useFailureText';

const allFormats: readonly ExportFormat[] = ['xlsx', 'csv', 'jsonl'];

/**
 * Downloads a list, to Excel with one click, or as CSV or JSON Lines. The
 * button shows how much has arrived, or that the export waits its turn. The
 * person can cancel a download; it goes on when they leave the page. A failure
 * stays visible until they dismiss it.
 *
 * @public
 */
export function ExportButton(props: {
  /** Tells this export from others; the same on every visit of its page. */
  downloadKey: string;
  /** Asks for the file, with the filters of the list. */
  open: (format: ExportFormat, signal: AbortSignal) => Promise<Response>;
  /** The name to save under, should the server not give one; no extension. */
  fallbackName: string;
  /** How many rows the file will hold. */
  rows?: number;
  /** The formats on offer; all of them by default. */
  formats?: readonly ExportFormat[];
  /** What the name to save under ends with; by default as the format. */
  extension?: string;
  /** What the button says where there is one format; by default its name. */
  label?: string;
  disabled?: boolean;
}) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const { formats = allFormats } = props;
  const notify = useNotice();
  const failureText = useFailureText();
  const downloadText = useDownloadText();
  const { download, start, cancel, dismiss } = useDownload(props.downloadKey);
  const isWaiting = download?.state === 'waiting';
  const isGoingOn = isWaiting || download?.state === 'running';

  // The button and the progress take each other's place, and the focus.
  const button = useRef<HTMLButtonElement>(null);
  const progress = useRef<HTMLSpanElement>(null);
  const isFocusDue = useRef(false);
  useEffect(() => {
    if (isFocusDue.current) {
      isFocusDue.current = false;
      (isGoingOn ? progress : button).current?.focus();
    }
  }, [isGoingOn]);

  // What failed is told here as long as it can be seen here.
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
      {/* A toast is not read out. */}
      <Box role="status" sx={visuallyHidden}>
        {downloadText(download)}
      </Box>
    </Box>
  );
}
