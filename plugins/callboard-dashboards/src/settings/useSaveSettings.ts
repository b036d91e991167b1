import { endpoints, type Dashboard } from '@callboard/plugin-callboard-common';
import {
  invalidateEndpoints,
  toIfMatchHeader,
  getQueryKey,
  getErrorStatus,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mergeFields } from '../data/mergeFields';
import { refreshDashboards } from '../data/dashboards';
import {
  toSettingsDraft,
  toDashboardPatch,
  type SettingName,
  type SettingsDraft,
} from './SettingsDraft';
import { callboardDashboardsSettingsTranslationRef } from './settingsTranslation';

const listFormat = new Intl.ListFormat(undefined, { type: 'conjunction' });

export function useFormatSettingNames(): (
  names: readonly SettingName[],
) => string {
  const { t } = useTranslationRef(callboardDashboardsSettingsTranslationRef);
  return useCallback(
    names => listFormat.format(names.map(name => t(`fields.${name}`))),
    [t],
  );
}

const PRECONDITION_FAILED = 412;

interface SavedSettings {
  dashboard: Dashboard;
  /** The settings that this user and another user changed. If there are any, nothing was saved. */
  conflicts: SettingName[];
  draft: SettingsDraft;
}

/**
 * Saves the settings of a dashboard, merged with the changes that others have saved since it was
 * loaded. Calls `onSaved` if there are no conflicts. Refetches the data in any case.
 */
export function useSaveSettings(slug: string) {
  const client = useCallboardClient();
  const queries = useQueryClient();
  return useCallback(
    async (before: Dashboard, draft: SettingsDraft, onSaved?: () => void) => {
      const params = { slug, id: before.id };
      const save = async (
        base: Dashboard,
        requested: SettingsDraft,
      ): Promise<SavedSettings> => {
        const body = toDashboardPatch(base, requested);
        try {
          if (!body) {
            return { dashboard: base, conflicts: [], draft: requested };
          }
          const dashboard = await client.call(endpoints.updateDashboard, {
            params,
            body,
            headers: toIfMatchHeader(base),
          });
          const queryKey = getQueryKey(endpoints.getDashboard, { params });
          queries.setQueryData(queryKey, dashboard);
          return { dashboard, conflicts: [], draft: requested };
        } catch (error) {
          if (getErrorStatus(error) !== PRECONDITION_FAILED) {
            throw error;
          }
        }
        const latest = await client.call(endpoints.getDashboard, { params });
        const { merged, conflicts } = mergeFields(
          toSettingsDraft(base),
          requested,
          toSettingsDraft(latest),
        );
        return conflicts.length > 0
          ? { dashboard: latest, conflicts, draft: merged }
          : save(latest, merged);
      };
      try {
        const saved = await save(before, draft);
        if (saved.conflicts.length === 0) {
          onSaved?.();
        }
        return saved;
      } finally {
        // Widget data depends on the saved range and filters. The save does not wait for this
        // refetch.
        void invalidateEndpoints(queries, [
          endpoints.getWidgetData,
          endpoints.listWidgetRows,
        ]);
        await refreshDashboards(queries);
      }
    },
    [client, queries, slug],
  );
}
