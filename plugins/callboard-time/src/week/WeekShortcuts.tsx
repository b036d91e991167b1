import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  getModifierKeyName,
  ShortcutsHelp,
} from '@callboard/plugin-callboard-react';
import { callboardTimeTranslationRef } from '../translation';

/** The help on the week view's shortcuts, opened with `?`. */
export function WeekShortcuts() {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const key = getModifierKeyName();
  return (
    <ShortcutsHelp
      standardShortcuts={[]}
      more={[
        ['↑ ↓ ← →', t('shortcuts.move')],
        ['0–9', t('shortcuts.type')],
        ['Enter  F2', t('shortcuts.edit')],
        ['Enter  Tab', t('shortcuts.save')],
        ['Delete', t('shortcuts.clear')],
        ['E', t('shortcuts.entries')],
        [`${key}+C  ${key}+V`, t('shortcuts.copy')],
        [`${key}+Z`, t('shortcuts.undo')],
        ['A  /', t('shortcuts.add')],
        ['L', t('shortcuts.anywhere')],
        ['T', t('shortcuts.today')],
        ['[  ]  PgUp  PgDn', t('shortcuts.week')],
      ]}
    />
  );
}
