import { Link } from '@backstage/core-components';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Dashboard,
  DashboardConfig,
} from '@callboard/plugin-callboard-common';
import { useMe, type OwnWorkspace } from '@callboard/plugin-callboard-react';
import FlagOutlinedIcon from '@mui/icons-material/FlagOutlined';
import LockOutlinedIcon from '@mui/icons-material/LockOutlined';
import StarIcon from '@mui/icons-material/Star';
import StarBorderIcon from '@mui/icons-material/StarBorder';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import type SvgIcon from '@mui/material/SvgIcon';
import Tooltip from '@mui/material/Tooltip';
import FilterListIcon from '@mui/icons-material/FilterList';
import { useToggleFavourite } from '../data/useToggleFavourite';
import { useResourceNames } from '../edit/filters/useResourceNames';
import { dashboardsRouteRef } from '../routes';
import { callboardDashboardsViewTranslationRef } from './viewTranslation';

/** The maximum number of names; any more are only counted. */
const MAX_NAMES = 3;

const listFormat = new Intl.ListFormat(undefined, { type: 'conjunction' });

/** Describes the dashboard's filters for all viewers; empty without filters. */
function DashboardScope(props: { config: DashboardConfig }) {
  const { t } = useTranslationRef(callboardDashboardsViewTranslationRef);
  const { project_ids = [], department_ids = [], filters = {} } = props.config;
  const projectIds = project_ids.slice(0, MAX_NAMES);
  const departmentIds = department_ids.slice(0, MAX_NAMES - projectIds.length);
  const projects = useResourceNames('project', projectIds);
  const departments = useResourceNames('department', departmentIds);
  const rest = project_ids.length + department_ids.length - MAX_NAMES;
  const names = [
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
    ...(names.length > 0
      ? [t('scope.only', { names: listFormat.format(names) })]
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

function TitleIcon(props: { Icon: typeof SvgIcon; text: string }) {
  const { Icon, text } = props;
  return (
    <Tooltip title={text}>
      <Icon
        titleAccess={text}
        sx={{ fontSize: 18, color: 'text.secondary', flexShrink: 0 }}
      />
    </Tooltip>
  );
}

/** A dashboard's name and description. */
export function DashboardTitle(props: {
  workspace: OwnWorkspace;
  dashboard: Dashboard;
}) {
  const { t } = useTranslationRef(callboardDashboardsViewTranslationRef);
  const { workspace, dashboard } = props;
  const { name, description, is_favourite, access, is_default } = dashboard;
  const { owner_ref, owner_name } = dashboard;
  const me = useMe().data;
  const favour = useToggleFavourite(workspace.slug);
  const list = useRouteRef(dashboardsRouteRef);
  return (
    <Box sx={{ minWidth: 0, flex: '1 1 240px' }}>
      {list && (
        <Link
          to={`${list()}?workspace=${workspace.slug}`}
          style={{ fontSize: '0.8125rem' }}
        >
          {t('back')}
        </Link>
      )}
      <Box sx={{ display: 'flex', alignItems: 'center', minWidth: 0 }}>
        <Box
          component="h2"
          title={name}
          sx={{
            m: 0,
            typography: 'h6',
            fontWeight: 600,
            overflow: 'hidden',
            textOverflow: 'ellipsis',
            whiteSpace: 'nowrap',
          }}
        >
          {name}
        </Box>
        <IconButton
          size="small"
          aria-label={is_favourite ? t('unfavour') : t('favour')}
          aria-pressed={is_favourite}
          onClick={() => favour(dashboard)}
        >
          {is_favourite ? (
            <StarIcon fontSize="small" color="warning" />
          ) : (
            <StarBorderIcon fontSize="small" />
          )}
        </IconButton>
        {access === 'private' && (
          <TitleIcon Icon={LockOutlinedIcon} text={t('isPrivate')} />
        )}
        {is_default && (
          <TitleIcon
            Icon={FlagOutlinedIcon}
            text={t('isDefault', { workspace: workspace.name })}
          />
        )}
      </Box>
      {owner_ref !== me?.user_ref && (
        <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
          {t('owner', { owner: owner_name })}
        </Box>
      )}
      {description && (
        <Box
          sx={{
            typography: 'body2',
            color: 'text.secondary',
            maxWidth: '72ch',
            overflowWrap: 'anywhere',
          }}
        >
          {description}
        </Box>
      )}
      <DashboardScope config={dashboard.config} />
    </Box>
  );
}
