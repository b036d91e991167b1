import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { CopyButton } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { callboardWebhooksTranslationRef } from '../translation';

/** A URL of any length: two lines of it, and a button that shows the rest. */
export function UrlText(props: {
  url: string;
  /** Text before the URL, such as a method. */
  prefix?: string;
}) {
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
          display: '-webkit-box',
          WebkitBoxOrient: 'vertical',
          WebkitLineClamp: 2,
          overflow: 'hidden',
          overflowWrap: 'anywhere',
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
