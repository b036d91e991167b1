import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Dashboard } from '@callboard/plugin-callboard-common';
import {
  FilterRow,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import Button from '@mui/material/Button';
import Tooltip from '@mui/material/Tooltip';
import { DepartmentField } from '../analytics/DepartmentField';
import { ProjectField } from '../analytics/ProjectField';
import { callboardDashboardsSettingsTranslationRef } from '../settings/settingsTranslation';
import { useKeepScope } from '../settings/useKeepScope';
import { RangeFilter } from './RangeFilter';
import type { DashboardUrl } from './useDashboardUrl';
import { callboardDashboardsViewTranslationRef } from './viewTranslation';

/** What narrows all widgets of a dashboard down, for the viewer alone. */
export function DashboardFilters(props: {
  workspace: OwnWorkspace;
  dashboard: Dashboard;
  url: DashboardUrl;
  mayChange: boolean;
}) {
  const { t } = useTranslationRef(callboardDashboardsViewTranslationRef);
  const { t: tSettings } = useTranslationRef(
    callboardDashboardsSettingsTranslationRef,
  );
  const { workspace, dashboard, url, mayChange } = props;
  const { config } = dashboard;
  const keep = useKeepScope(workspace, dashboard, url);
  return (
    <FilterRow
      label={t('filters.label')}
      count={[url.project, url.department].filter(Boolean).length}
      onClear={url.isNarrowed ? url.clear : undefined}
      acts={
        mayChange &&
        url.isNarrowed && (
          <Tooltip describeChild title={tSettings('keepHint')}>
            <Button size="small" onClick={keep}>
              {tSettings('keep')}
            </Button>
          </Tooltip>
        )
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
