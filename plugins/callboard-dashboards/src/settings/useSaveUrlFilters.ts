import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Dashboard } from '@callboard/plugin-callboard-common';
import {
  useAttempt,
  useIsMounted,
  useToast,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import { useRef } from 'react';
import { flushSync } from 'react-dom';
import { isEqual } from '../data/mergeFields';
import type { DashboardUrl } from '../view/useDashboardUrl';
import { toSettingsDraft, type SettingsDraft } from './SettingsDraft';
import { callboardDashboardsSettingsTranslationRef } from './settingsTranslation';
import { useFormatSettingNames, useSaveSettings } from './useSaveSettings';

function applyUrlFilters(
  dashboard: Dashboard,
  { range, project, department }: DashboardUrl,
): SettingsDraft {
  const draft = toSettingsDraft(dashboard);
  const chosenRange =
    range?.preset === 'custom'
      ? { start: range.start!, end: range.end! }
      : range?.preset;
  return {
    ...draft,
    date_range: chosenRange ?? draft.date_range,
    ...((project || department) && {
      filters: {
        ...draft.filters,
        ...(project && { project_ids: [project] }),
        ...(department && { department_ids: [department] }),
      },
    }),
  };
}

/**
 * Saves the URL's date range and filters in the dashboard, and removes them from the URL, unless
 * the user has left the dashboard or chosen others in the meantime.
 */
export function useSaveUrlFilters(
  { slug }: OwnWorkspace,
  dashboard: Dashboard,
  url: DashboardUrl,
): () => Promise<void> {
  const { t } = useTranslationRef(callboardDashboardsSettingsTranslationRef);
  const save = useSaveSettings(slug);
  const notify = useToast();
  const attempt = useAttempt();
  const formatSettingNames = useFormatSettingNames();
  const isMounted = useIsMounted();
  const latestUrl = useRef(url);
  latestUrl.current = url;
  const clearSavedFilters = () => {
    const { viewerFilters, clearFilters } = latestUrl.current;
    if (isMounted.current && isEqual(viewerFilters, url.viewerFilters)) {
      // The page must render without the URL's filters before the save refetches the data.
      // Otherwise, the refetch would still apply them.
      flushSync(clearFilters);
    }
  };
  const attemptSave = (
    failureTitle: string,
    before: Dashboard,
    draft: SettingsDraft,
    onSaved?: () => void,
  ) =>
    attempt(async () => {
      const { conflicts, dashboard: saved } = await save(
        before,
        draft,
        onSaved,
      );
      if (conflicts.length === 0) {
        return saved;
      }
      notify({
        status: 'danger',
        title: failureTitle,
        description: t('keepChanged', {
          fields: formatSettingNames(conflicts),
        }),
      });
      return undefined;
    }, failureTitle);
  return async () => {
    const saved = await attemptSave(
      t('keepFailed'),
      dashboard,
      applyUrlFilters(dashboard, url),
      clearSavedFilters,
    );
    if (saved) {
      const { date_range, filters } = toSettingsDraft(dashboard);
      notify({
        status: 'success',
        title: t('scopeSaved'),
        onUndo: () =>
          attemptSave(t('undoFailed'), saved, {
            ...toSettingsDraft(saved),
            date_range,
            filters,
          }),
      });
    }
  };
}
