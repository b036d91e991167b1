import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type NotificationPreferences,
} from '@callboard/plugin-callboard-common';
import {
  problemsOf,
  queryKeyOf,
  useCallboardClient,
  useCallboardQuery,
  useNotice,
} from '@callboard/plugin-callboard-react';
import {
  useMutation,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useCallback } from 'react';
import { callboardNotificationsTranslationRef } from '../translation';

/** What one tab knows, another may have changed meanwhile. */
const CURRENT_MS = 5_000;

const preferencesKey = queryKeyOf(endpoints.getNotificationPreferences, {});

/** How the person wants to be told. */
export function usePreferences(): UseQueryResult<
  NotificationPreferences,
  Error
> {
  return useCallboardQuery(endpoints.getNotificationPreferences, {});
}

/**
 * Asks how the person wants to be told at this moment, for what nobody looks at.
 * What was answered in the last seconds does.
 *
 * @returns what was last known where the server does not answer
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

/**
 * Changes how the person wants to be told: it shows at once, and is saved one
 * change after the other.
 */
export function useChangePreferences(): (
  change: (before: NotificationPreferences) => NotificationPreferences,
  onSaved?: () => void,
) => void {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const client = useCallboardClient();
  const queries = useQueryClient();
  const notify = useNotice();
  const { mutate } = useMutation({
    scope: { id: 'callboard-notification-preferences' },
    mutationFn: (body: NotificationPreferences) =>
      client.call(endpoints.putNotificationPreferences, { body }),
    onError: error => {
      void queries.invalidateQueries({ queryKey: preferencesKey });
      notify({
        status: 'danger',
        title: t('preferences.failed'),
        description: problemsOf(error).message,
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
