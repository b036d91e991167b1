import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { callboardTranslationRef } from '../translation';

/** Returns the label of a subscriber; an unknown one has its own name. */
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
