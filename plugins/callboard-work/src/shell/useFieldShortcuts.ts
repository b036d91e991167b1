import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { callboardWorkShortcutsTranslationRef } from '../shortcutsTranslation';

/** The keys that set a field of the row or card in focus, and what they do. */
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
