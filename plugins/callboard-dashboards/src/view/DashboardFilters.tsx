import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { DashboardConfig } from '@callboard/plugin-callboard-common';
import {
  FilterRow,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import { DepartmentField } from '../analytics/DepartmentField';
import { ProjectField } from '../analytics/ProjectField';
import { RangeFilter } from './RangeFilter';
import type { DashboardUrl } from './useDashboardUrl';
import { callboardDashboardsViewTranslationRef } from './viewTranslation';

/** What narrows all widgets of a dashboard down, for the viewer alone. */
export function DashboardFilters(props: {
  workspace: OwnWorkspace;
  config: DashboardConfig;
  url: DashboardUrl;
}) {
  const { t } = useTranslationRef(callboardDashboardsViewTranslationRef);
  const { workspace, config, url } = props;
  return (
    <FilterRow
      label={t('filters.label')}
      count={[url.project, url.department].filter(Boolean).length}
      onClear={url.isNarrowed ? url.clear : undefined}
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
