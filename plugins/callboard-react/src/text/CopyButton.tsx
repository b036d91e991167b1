import { useTranslationRef } from '@backstage/frontend-plugin-api';
import CheckIcon from '@mui/icons-material/Check';
import ContentCopyIcon from '@mui/icons-material/ContentCopy';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import { useEffect, useState } from 'react';
import { callboardReactTranslationRef } from '../translation';

const CONFIRMATION_MS = 2_000;

/**
 * Copies a text and confirms it briefly. Over plain http browsers cannot copy, so the button is not
 * rendered.
 *
 * @public
 */
export function CopyButton(props: {
  /** A word for the text, such as "secret". */
  name: string;
  text: string;
}) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    const timer =
      isCopied && setTimeout(() => setCopied(false), CONFIRMATION_MS);
    return () => clearTimeout(timer || undefined);
  }, [isCopied]);
  if (window.isSecureContext === false) {
    return null;
  }
  const label = isCopied
    ? t('copy.done')
    : t('copy.name', { name: props.name });
  return (
    <Tooltip title={label}>
      <IconButton
        size="small"
        aria-label={label}
        onClick={() =>
          navigator.clipboard?.writeText(props.text).then(() => setCopied(true))
        }
      >
        {isCopied ? (
          <CheckIcon fontSize="inherit" />
        ) : (
          <ContentCopyIcon fontSize="inherit" />
        )}
      </IconButton>
    </Tooltip>
  );
}
