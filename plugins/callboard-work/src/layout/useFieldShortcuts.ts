import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { callboardWorkShortcutsTranslationRef } from '../shortcutsTranslation';

/** Returns the keys that set a field of the focused row or card, with their descriptions. */
export function useFieldShortcuts(): (readonly [string, string])[] {
  const { t } = useTranslationRef(callboardWorkShortcutsTranslationRef);
  return [
    ['s', t('state')],
    ['a', t('assignee')],
    ['p', t('priority')],
    ['l', t('labels')],
    ['e', t('estimate')],
  ];
}
