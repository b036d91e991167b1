import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type NotificationPreferences,
  type NotificationChannel,
  permissions,
} from '@callboard/plugin-callboard-common';
import {
  getQueryKey,
  useCallboardClient,
  useCallboardQuery,
  useEndpointMutation,
  useAllowed,
} from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { callboardNotificationsTranslationRef } from '../translation';

/** The maximum age of cached preferences. It is short, because another tab may change them. */
const MAX_AGE_MS = 5_000;

const preferencesKey = getQueryKey(endpoints.getNotificationPreferences, {});

const mutationKey = ['callboard', 'notification-preferences'] as const;

export function usePreferences() {
  return useCallboardQuery(endpoints.getNotificationPreferences, {});
}

/**
 * Returns a function that fetches the person's current preferences outside of rendering. The
 * function reuses a recent response. If the request fails, it returns the last response.
 */
export function useCurrentPreferences(): () => Promise<
  NotificationPreferences | undefined
> {
  const client = useCallboardClient();
  const queries = useQueryClient();
  return useCallback(async () => {
    try {
      return await queries.fetchQuery({
        queryKey: preferencesKey,
        queryFn: ({ signal }) =>
          client.call(endpoints.getNotificationPreferences, { signal }),
        staleTime: MAX_AGE_MS,
      });
    } catch {
      return queries.getQueryData<NotificationPreferences>(preferencesKey);
    }
  }, [client, queries]);
}

/** Whether the portal's policy lets the person change their preferences. */
export function useCanChangePreferences(): boolean {
  return useAllowed(permissions.notificationPreferences.update);
}

type Change = (before: NotificationPreferences) => NotificationPreferences;

/**
 * Returns a function that changes the person's preferences: first in the cache, then on the server.
 * Requests run one after the other. The function does nothing until the preferences are loaded.
 */
export function useChangePreferences(): (
  change: Change,
  onSaved?: () => void,
) => void {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const client = useCallboardClient();
  const queries = useQueryClient();
  const { mutate } = useEndpointMutation(endpoints.putNotificationPreferences, {
    mutationKey,
    scope: { id: 'callboard-notification-preferences' },
    // Applies the change to the server's preferences and not to the cached ones: the request
    // replaces all preferences, and another tab may have changed some.
    toRequest: async (change: Change) => ({
      body: change(await client.call(endpoints.getNotificationPreferences, {})),
    }),
    toFailureTitle: () => t('preferences.failed'),
    onSettled: () => {
      // While further changes are queued, the server still has preferences without them.
      if (queries.isMutating({ mutationKey }) === 1) {
        void queries.invalidateQueries({ queryKey: preferencesKey });
      }
    },
  });
  return useCallback(
    async (change, onSaved) => {
      const getCached = () =>
        queries.getQueryData<NotificationPreferences>(preferencesKey);
      if (!getCached()) {
        return;
      }
      // The response of a running query would overwrite the change in the cache.
      await queries.cancelQueries({ queryKey: preferencesKey });
      const before = getCached();
      if (before) {
        queries.setQueryData(preferencesKey, change(before));
        mutate(change, { onSuccess: onSaved });
      }
    },
    [queries, mutate],
  );
}

/**
 * Returns the preferences with one channel of some types turned on or off. The bell of mandatory
 * types stays on.
 */
export function setChannel(
  preferences: NotificationPreferences,
  types: readonly string[],
  channel: NotificationChannel,
  isOn: boolean,
): NotificationPreferences {
  return {
    ...preferences,
    types: preferences.types.map(preference => {
      const { type, is_mandatory, channels } = preference;
      return types.includes(type) && !(is_mandatory && channel === 'bell')
        ? { ...preference, channels: { ...channels, [channel]: isOn } }
        : preference;
    }),
  };
}

/** Returns the label of a type, or its name as words if it has no label. */
export function getTypeLabel(
  type: string,
  preferences: NotificationPreferences | undefined,
): string {
  const label = preferences?.types.find(known => known.type === type)?.label;
  return label ?? (type.replace(/[._-]+/g, ' ').trim() || type);
}
