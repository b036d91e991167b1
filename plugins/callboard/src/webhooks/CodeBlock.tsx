import { CopyButton } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useId } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { callboardWebhooksTranslationRef } from './translation';

/** Cuts a text after two lines. */
export const twoLines = {
  display: '-webkit-box',
  WebkitBoxOrient: 'vertical',
  WebkitLineClamp: 2,
  overflow: 'hidden',
  overflowWrap: 'anywhere',
} as const;

/** A URL, cut after two lines, with a button that copies all of it. */
export function UrlText(props: { url: string; prefix?: string }) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { url, prefix } = props;
  return (
    <Box
      sx={{
        display: 'flex',
        alignItems: 'flex-start',
        gap: 0.5,
        typography: 'body2',
        maxWidth: '100ch',
      }}
    >
      <Box
        component="code"
        title={url}
        sx={{
          ...twoLines,
          color: 'text.secondary',
          minWidth: 0,
          py: '3px',
        }}
      >
        {prefix} {url}
      </Box>
      <CopyButton name={t('list.url')} text={url} />
    </Box>
  );
}

/** A text such as a request body, always rendered as plain text. Long lines wrap. */
export function CodeBlock(props: {
  label: string;
  text: string;
  /** The text to copy, if `text` is a formatted version of it. */
  original?: string;
  /** The maximum height in px. Longer content scrolls. */
  maxHeight?: number;
}) {
  const { label, text, original = text } = props;
  const id = useId();
  return (
    <Box sx={{ minWidth: 0 }}>
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          justifyContent: 'space-between',
          minHeight: 32,
        }}
      >
        <Box id={id} sx={{ typography: 'body2', fontWeight: 600 }}>
          {label}
        </Box>
        <CopyButton name={label} text={original} />
      </Box>
      <Box
        component="pre"
        role="group"
        aria-labelledby={id}
        tabIndex={0}
        dir="ltr"
        sx={theme => ({
          m: 0,
          p: 1.5,
          maxHeight: props.maxHeight,
          overflow: 'auto',
          borderRadius: 1,
          border: 1,
          borderColor: 'divider',
          bgcolor: 'action.hover',
          color: 'text.primary',
          fontSize: 12,
          lineHeight: 1.5,
          fontFamily: 'monospace',
          whiteSpace: 'pre-wrap',
          overflowWrap: 'anywhere',
          unicodeBidi: 'isolate',
          '&:focus-visible': {
            outline: `2px solid ${theme.palette.primary.main}`,
          },
        })}
      >
        {text}
      </Box>
    </Box>
  );
}
