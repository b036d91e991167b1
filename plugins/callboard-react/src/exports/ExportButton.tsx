import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ExportFormat } from '@callboard/plugin-callboard-common';
import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Box from '@mui/material/Box';
import {
  useEffect,
  useRef,
  forwardRef,
  useLayoutEffect,
  useId,
  useState,
} from 'react';
import CloseIcon from '@mui/icons-material/Close';
import CircularProgress from '@mui/material/CircularProgress';
import IconButton from '@mui/material/IconButton';
import ArrowDropDownIcon from '@mui/icons-material/ArrowDropDown';
import FileDownloadOutlinedIcon from '@mui/icons-material/FileDownloadOutlined';
import Button from '@mui/material/Button';
import ButtonGroup from '@mui/material/ButtonGroup';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useIsMounted } from '../hooks/useIsMounted';
import { useToast } from '../toasts/ToastCenter';
import { getErrorStatus, getProblems } from '../query/getProblems';
import { visuallyHidden } from '../table/visuallyHidden';
import { formatBytes, formatCount } from '../text/formatNumbers';
import { callboardReactTranslationRef } from '../translation';
import { useDownload, useDownloadText } from './DownloadCenter';

/** Returns a function that formats a download's error, with the server's message if any. @public */
export function useFailureText(): (error: Error | undefined) => string {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  return error =>
    getErrorStatus(error) === undefined
      ? t('export.brokeOff')
      : getProblems(error).message;
}

const ExportFormats = forwardRef<
  HTMLButtonElement,
  {
    formats: readonly ExportFormat[];
    label?: string;
    disabled?: boolean;
    onChoose: (format: ExportFormat) => void;
  }
>((props, ref) => {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const menuId = useId();
  const choose = (format: ExportFormat) => {
    setAnchor(null);
    props.onChoose(format);
  };
  const [firstFormat, ...otherFormats] = props.formats;
  if (firstFormat && otherFormats.length === 0) {
    return (
      <Button
        ref={ref}
        variant="outlined"
        disabled={props.disabled}
        startIcon={<FileDownloadOutlinedIcon />}
        onClick={() => choose(firstFormat)}
        sx={{ minHeight: 37 }}
      >
        {props.label ?? t(`export.${firstFormat}`)}
      </Button>
    );
  }
  return (
    <>
      <ButtonGroup
        variant="outlined"
        disabled={props.disabled}
        sx={{ height: 37 }}
      >
        <Button
          ref={ref}
          startIcon={<FileDownloadOutlinedIcon />}
          onClick={() => choose('xlsx')}
        >
          {t('export.toExcel')}
        </Button>
        <Button
          aria-label={t('export.otherFormats')}
          aria-haspopup="menu"
          aria-expanded={Boolean(anchor)}
          aria-controls={anchor ? menuId : undefined}
          onClick={event => setAnchor(event.currentTarget)}
          sx={{ px: 0.5 }}
        >
          <ArrowDropDownIcon />
        </Button>
      </ButtonGroup>
      <Menu
        id={menuId}
        anchorEl={anchor}
        open={Boolean(anchor)}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
      >
        {props.formats.map(format => (
          <MenuItem key={format} onClick={() => choose(format)}>
            {t(`export.${format}`)}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
});

/**
 * Replaces the export button while a download waits or runs. The ref points to the text, which
 * takes the focus: if the cancel button took it, the key press that started the export would cancel
 * it.
 */
const ExportProgress = forwardRef<
  HTMLSpanElement,
  {
    isWaiting: boolean;
    bytes: number;
    rows?: number;
    onCancel: () => void;
    onFocusLost: () => void;
  }
>((props, ref) => {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const box = useRef<HTMLDivElement>(null);
  const onFocusLost = useRef(props.onFocusLost);
  onFocusLost.current = props.onFocusLost;
  useLayoutEffect(() => {
    const element = box.current;
    return () => {
      if (element?.contains(document.activeElement)) {
        onFocusLost.current();
      }
    };
  }, []);
  const formatProgress = () => {
    const size = formatBytes(props.bytes);
    return props.rows === undefined
      ? t('export.progress', { size })
      : t('export.progressOf', { size, rows: formatCount(props.rows) });
  };
  const text = props.isWaiting ? t('export.waiting') : formatProgress();
  return (
    <Box
      ref={box}
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 1,
        height: 37,
        paddingInlineStart: 1.5,
        border: 1,
        borderColor: 'divider',
        borderRadius: 1,
        typography: 'body2',
        fontVariantNumeric: 'tabular-nums',
        whiteSpace: 'nowrap',
      }}
    >
      <CircularProgress
        size={16}
        aria-label={t('export.running')}
        aria-valuetext={text}
      />
      <span ref={ref} tabIndex={-1}>
        {text}
      </span>
      <IconButton
        size="small"
        aria-label={t('export.cancel')}
        onClick={props.onCancel}
      >
        <CloseIcon fontSize="small" />
      </IconButton>
    </Box>
  );
});

const allFormats: readonly ExportFormat[] = ['xlsx', 'csv', 'jsonl'];

/**
 * Downloads a list as an Excel file with one click, or as CSV or JSON Lines. The progress replaces
 * the button. While the server is overloaded, the progress shows that the export waits for others.
 * The download continues when the person leaves the page, and they can cancel it. An error stays
 * visible until they dismiss it.
 *
 * @public
 */
export function ExportButton(props: {
  /** Identifies the export; stable across visits of the page. */
  downloadKey: string;
  /** Requests the file with the filters of the list. */
  open: (format: ExportFormat, signal: AbortSignal) => Promise<Response>;
  /** The name of the file without its extension, for a response that names no file. */
  fallbackName: string;
  rows?: number;
  /** The formats on offer; all by default. */
  formats?: readonly ExportFormat[];
  /** The extension for `fallbackName`; the name of the format by default. */
  extension?: string;
  label?: string;
  disabled?: boolean;
}) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const { formats = allFormats } = props;
  const notify = useToast();
  const formatFailure = useFailureText();
  const formatDownload = useDownloadText();
  const { download, start, cancel, dismiss } = useDownload(props.downloadKey);
  const isWaiting = download?.state === 'waiting';
  const isInProgress = isWaiting || download?.state === 'running';

  // The button and the progress replace each other; the focus moves along.
  const button = useRef<HTMLButtonElement>(null);
  const progress = useRef<HTMLSpanElement>(null);
  const shouldMoveFocus = useRef(false);
  useEffect(() => {
    if (shouldMoveFocus.current) {
      shouldMoveFocus.current = false;
      (isInProgress ? progress : button).current?.focus();
    }
  }, [isInProgress]);

  // While this component is mounted, it shows the error itself. Afterwards, a toast does.
  const isMounted = useIsMounted();

  const startExport = (format: ExportFormat) => {
    shouldMoveFocus.current = true;
    start({
      open: signal => props.open(format, signal),
      fallbackName: `${props.fallbackName}.${props.extension ?? format}`,
      rows: props.rows,
      onFinished: finished => {
        if (finished.state === 'saved') {
          notify({ status: 'success', title: formatDownload(finished) });
        } else if (!isMounted.current) {
          notify({
            status: 'danger',
            title: t('export.failed'),
            description: formatFailure(finished.error),
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
      {isInProgress ? (
        <ExportProgress
          ref={progress}
          isWaiting={isWaiting}
          bytes={download.bytes}
          rows={download.rows}
          onCancel={cancel}
          onFocusLost={() => {
            shouldMoveFocus.current = true;
          }}
        />
      ) : (
        <ExportFormats
          {...props}
          ref={button}
          formats={formats}
          onChoose={startExport}
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
          {formatFailure(download.error)}
        </Alert>
      )}
      {/* Screen readers do not reliably announce new toasts. */}
      <Box role="status" sx={visuallyHidden}>
        {formatDownload(download)}
      </Box>
    </Box>
  );
}
