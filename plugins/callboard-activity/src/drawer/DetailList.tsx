import { useTranslationRef } from '@backstage/frontend-plugin-api';
import CheckIcon from '@mui/icons-material/Check';
import ContentCopyIcon from '@mui/icons-material/ContentCopy';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import { useEffect, useState } from 'react';
import { callboardActivityTranslationRef } from '../translation';

const CONFIRMATION_MS = 2_000;

function Copy(props: { name: string; value: string }) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    const timer = copied && setTimeout(() => setCopied(false), CONFIRMATION_MS);
    return () => clearTimeout(timer || undefined);
  }, [copied]);
  return (
    <IconButton
      size="small"
      sx={{ my: -0.5 }}
      aria-label={
        copied ? t('drawer.copied') : t('drawer.copy', { name: props.name })
      }
      onClick={() =>
        navigator.clipboard?.writeText(props.value).then(() => setCopied(true))
      }
    >
      {copied ? (
        <CheckIcon fontSize="inherit" />
      ) : (
        <ContentCopyIcon fontSize="inherit" />
      )}
    </IconButton>
  );
}

/** A fact with its name; identifiers can be copied. */
interface Detail {
  name: string;
  value: string | null | undefined;
  copy?: boolean;
}

/** Names and values in a list; empty values are omitted. */
export function DetailList(props: { label: string; facts: Detail[] }) {
  const known = props.facts.filter(fact => fact.value);
  return (
    <Box
      component="dl"
      aria-label={props.label}
      sx={{
        display: 'grid',
        gridTemplateColumns: 'minmax(96px, 30%) 1fr',
        columnGap: 2,
        rowGap: 1,
        m: 0,
        typography: 'body2',
        '& dt': { color: 'text.secondary' },
        '& dd': { m: 0, overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' },
      }}
    >
      {known.map(({ name, value, copy }, at) => (
        <Box key={at} sx={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>
            {value}
            {copy && <Copy name={name} value={value!} />}
          </dd>
        </Box>
      ))}
    </Box>
  );
}
