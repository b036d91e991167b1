import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type NotificationPreferences,
} from '@callboard/plugin-callboard-common';
import {
  getProblems,
  getQueryKey,
  useCallboardClient,
  useCallboardQuery,
  useToast,
} from '@callboard/plugin-callboard-react';
import {
  useMutation,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useCallback } from 'react';
import { callboardNotificationsTranslationRef } from '../translation';

/** How long this tab trusts its cached preferences: another tab may change them. */
const CURRENT_MS = 5_000;

const preferencesKey = getQueryKey(endpoints.getNotificationPreferences, {});

/** Loads the person's notification preferences. */
export function usePreferences(): UseQueryResult<
  NotificationPreferences,
  Error
> {
  return useCallboardQuery(endpoints.getNotificationPreferences, {});
}

/**
 * Returns a function that fetches the person's current preferences, for code that renders nothing.
 * It reuses a response of the last seconds.
 *
 * @returns the last known preferences if the server does not answer
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
        staleTime: CURRENT_MS,
      });
    } catch {
      return queries.getQueryData<NotificationPreferences>(preferencesKey);
    }
  }, [client, queries]);
}

/** Changes the person's notification preferences optimistically; saves run one after the other. */
export function useChangePreferences(): (
  change: (before: NotificationPreferences) => NotificationPreferences,
  onSaved?: () => void,
) => void {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const client = useCallboardClient();
  const queries = useQueryClient();
  const notify = useToast();
  const { mutate } = useMutation({
    scope: { id: 'callboard-notification-preferences' },
    mutationFn: (body: NotificationPreferences) =>
      client.call(endpoints.putNotificationPreferences, { body }),
    onError: error => {
      void queries.invalidateQueries({ queryKey: preferencesKey });
      notify({
        status: 'danger',
        title: t('preferences.failed'),
        description: getProblems(error).message,
      });
    },
  });
  return useCallback(
    (change, onSaved) => {
      const before =
        queries.getQueryData<NotificationPreferences>(preferencesKey);
      if (before) {
        const after = change(before);
        queries.setQueryData(preferencesKey, after);
        mutate(after, { onSuccess: onSaved });
      }
    },
    [queries, mutate],
  );
}
