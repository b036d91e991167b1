import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ExportFormat } from '@callboard/plugin-callboard-common';
import ArrowDropDownIcon from '@mui/icons-material/ArrowDropDown';
import FileDownloadOutlinedIcon from '@mui/icons-material/FileDownloadOutlined';
import Button from '@mui/material/Button';
import ButtonGroup from '@mui/material/ButtonGroup';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useId, useState } from 'react';
import { useNotice } from '../hooks/useNotice';
import { formatBytes } from '../text/formatBytes';
import { callboardReactTranslationRef } from '../translation';
import { ExportProgress } from './ExportProgress';
import { useDownload } from './useDownload';

const allFormats: readonly ExportFormat[] = ['xlsx', 'csv', 'jsonl'];

/**
 * Downloads what a list holds, to Excel with one click, or as CSV or JSON
 * lines. Shows how much has arrived, can be cancelled, and goes on when the
 * page is left.
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
  /** What can be had; all of them unless told. */
  formats?: readonly ExportFormat[];
  disabled?: boolean;
}) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const { formats = allFormats } = props;
  const notify = useNotice();
  const { download, start, cancel } = useDownload(props.downloadKey);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const menuId = useId();

  if (download?.state === 'running') {
    return (
      <ExportProgress
        bytes={download.bytes}
        rows={props.rows}
        onCancel={cancel}
      />
    );
  }
  const run = (format: ExportFormat) => {
    setAnchor(null);
    start({
      open: signal => props.open(format, signal),
      fallbackName: `${props.fallbackName}.${format}`,
      onFinished: finished =>
        finished.state === 'saved'
          ? notify({
              status: 'success',
              title: t('export.saved', {
                name: finished.fileName!,
                size: formatBytes(finished.bytes),
              }),
            })
          : notify({
              status: 'danger',
              title: t('export.failed'),
              description: finished.error?.message,
            }),
    });
  };
  return (
    <>
      <ButtonGroup
        variant="outlined"
        disabled={props.disabled}
        sx={{ height: 37 }}
      >
        <Button
          startIcon={<FileDownloadOutlinedIcon />}
          onClick={() => run('xlsx')}
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
        {formats.map(format => (
          <MenuItem key={format} onClick={() => run(format)}>
            {t(`export.${format}`)}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
