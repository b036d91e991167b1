import { useTranslationRef } from '@backstage/frontend-plugin-api';
import CheckIcon from '@mui/icons-material/Check';
import ContentCopyIcon from '@mui/icons-material/ContentCopy';
import { useEffect, useState, useCallback } from 'react';
import Box from '@mui/material/Box';
import { TooltipIconButton } from '../pickers/TooltipIconButton';
import { useToast } from '../toasts/ToastCenter';
import { callboardReactTranslationRef } from '../translation';

const CONFIRMATION_MS = 2_000;

/**
 * Copies a text and briefly confirms that it was copied. Renders nothing over plain http, where
 * browsers cannot copy.
 *
 * @public
 */
export function CopyButton(props: {
  /** A word for the text, such as "secret". */
  name: string;
  text: string;
  /** The labels before and after copying, if the plugin has messages of its own. */
  labels?: { copy: string; copied: string };
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
  const {
    copy = t('copy.name', { name: props.name }),
    copied = t('copy.done'),
  } = props.labels ?? {};
  const label = isCopied ? copied : copy;
  return (
    <TooltipIconButton
      label={label}
      icon={
        isCopied ? (
          <CheckIcon fontSize="inherit" />
        ) : (
          <ContentCopyIcon fontSize="inherit" />
        )
      }
      onClick={() =>
        navigator.clipboard?.writeText(props.text).then(() => setCopied(true))
      }
    />
  );
}

/** A text to copy as a whole, such as a secret or a URL, in a box with a copy button. @public */
export function CopyableText(props: {
  /** A word for the text, such as "secret". */
  name: string;
  text: string;
}) {
  const { name, text } = props;
  return (
    <Box
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 1,
        my: 2,
        p: 1.5,
        borderRadius: 1,
        border: 1,
        borderColor: 'divider',
        bgcolor: 'action.hover',
      }}
    >
      <Box
        component="code"
        sx={{ flex: 1, overflowWrap: 'anywhere', userSelect: 'all' }}
      >
        {text}
      </Box>
      <CopyButton name={name} text={text} />
    </Box>
  );
}

/** Returns a function that copies a URL to the clipboard and reports the result. @public */
export function useCopyLink(): (address: string) => Promise<void> {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const notify = useToast();
  return useCallback(
    async address => {
      try {
        // Throws on pages without https, which lack the clipboard API.
        await navigator.clipboard.writeText(address);
        notify({ status: 'success', title: t('link.copied') });
      } catch {
        notify({
          status: 'danger',
          title: t('link.failed'),
          description: address,
        });
      }
    },
    [t, notify],
  );
}
