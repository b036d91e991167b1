import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { callboardTranslationRef } from '../translation';

/** Puts those who hear of changes into words; what is unknown has its name. */
export function useSubscriberWords(): (subscriber: string) => string {
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
