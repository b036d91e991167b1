import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { DashboardConfig } from '@callboard/plugin-callboard-common';
import FilterListIcon from '@mui/icons-material/FilterList';
import Box from '@mui/material/Box';
import { useResourceNames } from '../edit/filters/useResourceNames';
import { callboardDashboardsViewTranslationRef } from './viewTranslation';

/** Beyond this many, names are only counted. */
const MAX_NAMES = 3;

const list = new Intl.ListFormat(undefined, { type: 'conjunction' });

/** Describes the dashboard's filters for all viewers; empty without filters. */
export function DashboardScope(props: { config: DashboardConfig }) {
  const { t } = useTranslationRef(callboardDashboardsViewTranslationRef);
  const { project_ids = [], department_ids = [], filters = {} } = props.config;
  const projectIds = project_ids.slice(0, MAX_NAMES);
  const departmentIds = department_ids.slice(0, MAX_NAMES - projectIds.length);
  const projects = useResourceNames('project', projectIds);
  const departments = useResourceNames('department', departmentIds);
  const rest = project_ids.length + department_ids.length - MAX_NAMES;
  const shown = [
    ...projectIds.map(projects.getValueName),
    ...departmentIds.map(id =>
      id === null ? t('scope.noDepartment') : departments.getValueName(id),
    ),
    ...(rest > 0 ? [t('scope.more', { count: rest })] : []),
  ];
  const others = Object.keys(filters).filter(
    name => name !== 'project_ids' && name !== 'department_ids',
  ).length;
  const parts = [
    ...(shown.length > 0
      ? [t('scope.only', { names: list.format(shown) })]
      : []),
    ...(others > 0 ? [t('scope.filters', { count: others })] : []),
  ];
  return parts.length > 0 ? (
    <Box
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 0.5,
        typography: 'body2',
        color: 'text.secondary',
        overflowWrap: 'anywhere',
      }}
    >
      <FilterListIcon aria-hidden sx={{ fontSize: 16, flexShrink: 0 }} />
      {parts.join(' · ')}
    </Box>
  ) : null;
}
