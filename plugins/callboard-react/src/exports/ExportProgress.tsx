import { useTranslationRef } from '@backstage/frontend-plugin-api';
import CloseIcon from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import CircularProgress from '@mui/material/CircularProgress';
import IconButton from '@mui/material/IconButton';
import { forwardRef, useLayoutEffect, useRef } from 'react';
import { formatBytes } from '../text/formatBytes';
import { formatCount } from '../text/formatCount';
import { callboardReactTranslationRef } from '../translation';

/**
 * Replaces the export button while a download waits or runs. The ref is a focus target other than
 * the cancel button, which the same key press would activate.
 */
export const ExportProgress = forwardRef<
  HTMLSpanElement,
  {
    /** Whether the server is overloaded. */
    isWaiting: boolean;
    bytes: number;
    rows?: number;
    onCancel: () => void;
    /** Called when the component unmounts with the focus in it. */
    onFocusLost: () => void;
  }
>((props, ref) => {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const box = useRef<HTMLDivElement>(null);
  const onFocusLost = useRef(props.onFocusLost);
  onFocusLost.current = props.onFocusLost;
  useLayoutEffect(() => {
    const shown = box.current;
    return () => {
      if (shown?.contains(document.activeElement)) {
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
