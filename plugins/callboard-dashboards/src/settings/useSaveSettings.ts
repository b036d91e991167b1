import { endpoints, type Dashboard } from '@callboard/plugin-callboard-common';
import {
  ifMatch,
  queryKeyOf,
  statusOf,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { mergedFields } from '../data/mergedFields';
import { refreshDashboards } from '../list/refreshDashboards';
import {
  draftOf,
  patchOf,
  type SettingName,
  type SettingsDraft,
} from './SettingsDraft';

const CHANGED_MEANWHILE = 412;

/** What came of saving settings. */
export interface SavedSettings {
  /** As it is now. */
  dashboard: Dashboard;
  /** Settings that somebody else changed, too: nothing was saved. */
  conflicts: SettingName[];
  /** One's own settings on top of those of somebody else. */
  draft: SettingsDraft;
}

/** Saves settings of a dashboard, on top of what somebody else may have changed meanwhile. */
export function useSaveSettings(
  slug: string,
): (before: Dashboard, draft: SettingsDraft) => Promise<SavedSettings> {
  const client = useCallboardClient();
  const queries = useQueryClient();
  return useCallback(
    async (before, draft) => {
      const params = { slug, id: before.id };
      const save = async (
        base: Dashboard,
        wanted: SettingsDraft,
      ): Promise<SavedSettings> => {
        const body = patchOf(base, wanted);
        try {
          const dashboard = body
            ? await client.call(endpoints.updateDashboard, {
                params,
                body,
                headers: ifMatch(base),
              })
            : base;
          return { dashboard, conflicts: [], draft: wanted };
        } catch (error) {
          if (statusOf(error) !== CHANGED_MEANWHILE) {
            throw error;
          }
        }
        const theirs = await client.call(endpoints.getDashboard, { params });
        const { merged, conflicts } = mergedFields(
          draftOf(base),
          wanted,
          draftOf(theirs),
        );
        return conflicts.length > 0
          ? { dashboard: theirs, conflicts, draft: merged }
          : save(theirs, merged);
      };
      try {
        return await save(before, draft);
      } finally {
        // Numbers depend on the range and the filters.
        await Promise.all([
          refreshDashboards(queries),
          ...[endpoints.getWidgetData, endpoints.listWidgetRows].map(endpoint =>
            queries.invalidateQueries({ queryKey: queryKeyOf(endpoint) }),
          ),
        ]);
      }
    },
    [client, queries, slug],
  );
}
