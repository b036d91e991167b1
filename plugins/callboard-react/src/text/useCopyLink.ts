import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { useToast } from '../hooks/useToast';
import { callboardReactTranslationRef } from '../translation';

/** Copies a URL to the clipboard and confirms it. @public */
export function useCopyLink(): (address: string) => Promise<void> {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const notify = useToast();
  return useCallback(
    async address => {
      try {
        // The clipboard API is missing on pages without https.
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
