import { useTranslationRef } from '@backstage/frontend-plugin-api';
import CloseIcon from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import CircularProgress from '@mui/material/CircularProgress';
import IconButton from '@mui/material/IconButton';
import { formatBytes } from '../text/formatBytes';
import { formatCount } from '../text/formatCount';
import { callboardReactTranslationRef } from '../translation';

/** Stands where the export button was while a file is on its way. */
export function ExportProgress(props: {
  bytes: number;
  rows?: number;
  onCancel: () => void;
}) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const size = formatBytes(props.bytes);
  return (
    <Box
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
      <CircularProgress size={16} aria-label={t('export.running')} />
      <span>
        {props.rows === undefined
          ? t('export.progress', { size })
          : t('export.progressOf', { size, rows: formatCount(props.rows) })}
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
}
