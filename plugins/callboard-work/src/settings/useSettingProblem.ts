import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { getProblems, getErrorStatus } from '@callboard/plugin-callboard-react';
import { callboardWorkSettingsTranslationRef } from '../settingsTranslation';

/** Returns a function that explains why a setting was not saved. */
export function useSettingProblem(): (error: Error) => string {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  return error =>
    getErrorStatus(error) === 412
      ? t('conflict')
      : `${t('failed')} ${getProblems(error).message}`;
}
