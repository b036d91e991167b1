import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  useActionLabels,
  useEntityTypeLabels,
} from '@callboard/plugin-callboard-react';
import { useCallback } from 'react';
import { callboardWebhooksTranslationRef } from './translation';

/** Returns a function that formats an entity type with an initial capital: "Work item". */
export function useEventGroupLabels(): (entityType: string) => string {
  const getLabel = useEntityTypeLabels();
  return useCallback(
    entityType => {
      const text = getLabel(entityType);
      return text.charAt(0).toLocaleUpperCase() + text.slice(1);
    },
    [getLabel],
  );
}

/** Returns a function that formats the action of an event: "created" for `create`. */
export function useEventActionLabels(): (action: string) => string {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const getLabel = useActionLabels();
  return useCallback(
    action => {
      switch (action) {
        // The activity log's labels require the name of a webhook after them, such as "replayed
        // deliveries of Build bot".
        case 'replay':
          return t('events.replayed');
        case 'rotate_secret':
          return t('events.secretRotated');
        default:
          return getLabel(action);
      }
    },
    [t, getLabel],
  );
}

/** Returns a function that formats subscriptions of a webhook: "Work item: created, deleted". */
export function useSubscriptionLabels(): (
  subscriptions: readonly string[],
) => string[] {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const getGroupLabel = useEventGroupLabels();
  const getActionLabel = useEventActionLabels();
  return useCallback(
    subscriptions => {
      if (subscriptions.includes('*')) {
        return [t('events.all')];
      }
      const actions = new Map<string, string[]>();
      for (const subscription of subscriptions) {
        const [group, action] = subscription.split('.');
        actions.set(group, [...(actions.get(group) ?? []), action]);
      }
      return [...actions].map(([group, chosen]) =>
        chosen.includes('*')
          ? t('events.ofType', { type: getGroupLabel(group) })
          : t('events.some', {
              type: getGroupLabel(group),
              actions: chosen.map(getActionLabel).join(', '),
            }),
      );
    },
    [t, getGroupLabel, getActionLabel],
  );
}
