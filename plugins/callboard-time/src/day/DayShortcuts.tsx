import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ShortcutsHelp } from '@callboard/plugin-callboard-react';
import { callboardTimeTranslationRef } from '../translation';

/** The help on the day view's shortcuts, opened with `?`. */
export function DayShortcuts() {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  return (
    <ShortcutsHelp
      standardShortcuts={[]}
      more={[
        ['N', t('shortcuts.log')],
        ['L', t('shortcuts.anywhere')],
        ['T', t('shortcuts.today')],
        ['[  ]', t('shortcuts.day')],
      ]}
    />
  );
}
