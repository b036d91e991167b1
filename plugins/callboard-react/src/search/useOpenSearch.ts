import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { callboardReactTranslationRef } from '../translation';
import { searchShortcutName } from './searchShortcut';
import { useSearchDialogState } from './useSearchDialogState';

/**
 * The search over everything the person may see with what it takes to open it.
 *
 * @public
 */
export function useOpenSearch(): {
  /** What the entry is called. */
  name: string;
  open: () => void;
  /** The keys that open it, too. */
  keys: string;
} {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const state = useSearchDialogState();
  return {
    name: t('find.sidebar'),
    open: () => state.setOpen(true),
    keys: searchShortcutName(),
  };
}
