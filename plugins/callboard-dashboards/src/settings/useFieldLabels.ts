import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import type { SettingName } from './SettingsDraft';
import { callboardDashboardsSettingsTranslationRef } from './settingsTranslation';

const list = new Intl.ListFormat(undefined, { type: 'conjunction' });

/** Returns a function that labels settings. */
export function useFieldLabels(): (names: readonly SettingName[]) => string {
  const { t } = useTranslationRef(callboardDashboardsSettingsTranslationRef);
  return useCallback(
    names => list.format(names.map(name => t(`fields.${name}`))),
    [t],
  );
}
