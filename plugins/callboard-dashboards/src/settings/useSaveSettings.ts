import { endpoints, type Dashboard } from '@callboard/plugin-callboard-common';
import {
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

const list = new Intl.ListFormat(undefined, { type: 'conjunction' });

/** Returns a function that lists the labels of settings. */
export function useFieldLabels(): (names: readonly SettingName[]) => string {
  const { t } = useTranslationRef(callboardDashboardsSettingsTranslationRef);
  return useCallback(
    names => list.format(names.map(name => t(`fields.${name}`))),
    [t],
  );
}

const PRECONDITION_FAILED = 412;

/** The result of saving settings. */
interface SavedSettings {
  /** The current dashboard. */
  dashboard: Dashboard;
  /** The settings that another user also changed; if there are any, nothing was saved. */
  conflicts: SettingName[];
  /** The user's settings applied to those of the other user. */
  draft: SettingsDraft;
}

/**
 * Saves settings of a dashboard and merges the changes that other users have saved in the meantime.
 *
 * @param onSaved - called after the save, before the data is refetched
 */
type SaveSettings = (
  before: Dashboard,
  draft: SettingsDraft,
  onSaved?: () => void,
) => Promise<SavedSettings>;

/** Returns a function that saves settings of dashboards. */
export function useSaveSettings(slug: string): SaveSettings {
  const client = useCallboardClient();
  const queries = useQueryClient();
  return useCallback(
    async (before, draft, onSaved) => {
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
        const theirs = await client.call(endpoints.getDashboard, { params });
        const { merged, conflicts } = mergeFields(
          toSettingsDraft(base),
          requested,
          toSettingsDraft(theirs),
        );
        return conflicts.length > 0
          ? { dashboard: theirs, conflicts, draft: merged }
          : save(theirs, merged);
      };
      try {
        const saved = await save(before, draft);
        if (saved.conflicts.length === 0) {
          onSaved?.();
        }
        return saved;
      } finally {
        // The data depends on the range and the filters. The save does not wait until it is loaded.
        for (const endpoint of [
          endpoints.getWidgetData,
          endpoints.listWidgetRows,
        ]) {
          void queries.invalidateQueries({ queryKey: getQueryKey(endpoint) });
        }
        await refreshDashboards(queries);
      }
    },
    [client, queries, slug],
  );
}
