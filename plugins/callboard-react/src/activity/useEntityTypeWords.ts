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
 * Puts a type of things into words: "work item" for `work_item`. Types that other
 * plugins invented are spelled as they are named.
 *
 * @public
 */
export function useEntityTypeWords(): (type: string) => string {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  return useCallback(
    type => (isKnown(type) ? t(`activity.entityType.${type}`) : humanize(type)),
    [t],
  );
}
