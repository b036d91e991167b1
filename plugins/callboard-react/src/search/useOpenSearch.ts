import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { callboardReactTranslationRef } from '../translation';
import { getSearchShortcutName } from './searchShortcut';
import { useSearchDialogState } from './useSearchDialogState';

/** Opens the search over everything the person may see. @public */
export function useOpenSearch(): {
  /** The label of the sidebar item. */
  name: string;
  open: () => void;
  /** The keyboard shortcut. */
  keys: string;
} {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const state = useSearchDialogState();
  return {
    name: t('find.sidebar'),
    open: () => state.setOpen(true),
    keys: getSearchShortcutName(),
  };
}
