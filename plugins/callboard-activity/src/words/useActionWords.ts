import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { humanize } from '@callboard/plugin-callboard-react';
import { useCallback } from 'react';
import { callboardActivityTranslationRef } from '../translation';
import { isKnownAction } from './actionStyles';

/**
 * Puts an action into words: "updated" for `update`. Actions that other plugins
 * invented are spelled as they are named.
 */
export function useActionWords(): (action: string) => string {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  return useCallback(
    action =>
      isKnownAction(action) ? t(`action.${action}`) : humanize(action),
    [t],
  );
}
