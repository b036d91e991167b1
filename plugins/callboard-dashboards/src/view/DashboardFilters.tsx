import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { DashboardWithWidgets } from '@callboard/plugin-callboard-common';
import {
  FilterRow,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Tooltip from '@mui/material/Tooltip';
import { DepartmentField } from '../analytics/DepartmentField';
import { ProjectField } from '../analytics/ProjectField';
import { callboardDashboardsSettingsTranslationRef } from '../settings/settingsTranslation';
import { useKeepScope } from '../settings/useKeepScope';
import { NumbersTime } from './NumbersTime';
import { RangeFilter } from './RangeFilter';
import { RefreshButton } from './RefreshButton';
import type { DashboardUrl } from './useDashboardUrl';
import { callboardDashboardsViewTranslationRef } from './viewTranslation';

/** The time of the numbers, at the end of the row, with a button to refresh them. */
function Freshness() {
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5, ml: 'auto' }}>
      <NumbersTime />
      <RefreshButton />
    </Box>
  );
}

/** The viewer's filters for all widgets of a dashboard; they affect no other viewer. */
export function DashboardFilters(props: {
  workspace: OwnWorkspace;
  dashboard: DashboardWithWidgets;
  url: DashboardUrl;
  mayChange: boolean;
}) {
  const { t } = useTranslationRef(callboardDashboardsViewTranslationRef);
  const { t: tSettings } = useTranslationRef(
    callboardDashboardsSettingsTranslationRef,
  );
  const { workspace, dashboard, url, mayChange } = props;
  const { config, widgets } = dashboard;
  const keep = useKeepScope(workspace, dashboard, url);
  // The wall mode shows the time itself.
  const hasNumbers =
    url.mode !== 'wall' &&
    widgets.some(({ widget_type }) => widget_type !== 'text');
  return (
    <FilterRow
      label={t('filters.label')}
      count={[url.project, url.department].filter(Boolean).length}
      onClear={url.isNarrowed ? url.clear : undefined}
      actions={
        <>
          {mayChange && url.isNarrowed && (
            <Tooltip describeChild title={tSettings('keepHint')}>
              <Button size="small" onClick={keep}>
                {tSettings('keep')}
              </Button>
            </Tooltip>
          )}
          {hasNumbers && <Freshness />}
        </>
      }
      first={<RangeFilter workspace={workspace} config={config} url={url} />}
    >
      <ProjectField
        slug={workspace.slug}
        value={url.project}
        onChange={project => url.set({ project })}
      />
      <DepartmentField
        slug={workspace.slug}
        value={url.department}
        onChange={department => url.set({ department })}
      />
    </FilterRow>
  );
}
