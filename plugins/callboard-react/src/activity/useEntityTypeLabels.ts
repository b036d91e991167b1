import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  changeVocabulary,
  humanize,
  type EntityType,
} from '@callboard/plugin-callboard-common';
import { useCallback } from 'react';
import { callboardReactTranslationRef } from '../translation';

const isKnown = (type: string): type is EntityType =>
  Object.hasOwn(changeVocabulary, type);

/**
 * Returns a function that formats an entity type: "work item" for `work_item`. Unknown types of
 * other plugins are spelled as they are named.
 *
 * @public
 */
export function useEntityTypeLabels(): (type: string) => string {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  return useCallback(
    type => (isKnown(type) ? t(`activity.entityType.${type}`) : humanize(type)),
    [t],
  );
}
