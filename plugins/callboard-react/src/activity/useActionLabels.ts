import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { humanize } from '@callboard/plugin-callboard-common';
import { useCallback } from 'react';
import { callboardReactTranslationRef } from '../translation';
import { isKnownAction } from './actionStyles';

/**
 * Returns a function that formats an action: "updated" for `update`. Unknown actions of other
 * plugins are spelled as they are named.
 *
 * @public
 */
export function useActionLabels(): (action: string) => string {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  return useCallback(
    action =>
      isKnownAction(action) ? t(`activity.action.${action}`) : humanize(action),
    [t],
  );
}
