import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { callboardReactTranslationRef } from '../translation';
import { useSearchDialogState } from './useSearchDialogState';

/**
 * The search over everything the person may see, for an entry of the sidebar.
 *
 * @public
 */
export function useOpenSearch(): {
  /** What the entry is called. */
  name: string;
  open: () => void;
} {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const state = useSearchDialogState();
  return { name: t('find.sidebar'), open: () => state.setOpen(true) };
}
