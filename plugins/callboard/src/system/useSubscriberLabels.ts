import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { callboardTranslationRef } from '../translation';

/** Returns a function that gets the label of a subscriber, or its technical name if it has none. */
export function useSubscriberLabels(): (subscriber: string) => string {
  const { t } = useTranslationRef(callboardTranslationRef);
  return useCallback(
    subscriber => {
      switch (subscriber) {
        case 'events':
          return t('dispatches.to.events');
        case 'signals':
          return t('dispatches.to.signals');
        default:
          return subscriber;
      }
    },
    [t],
  );
}
