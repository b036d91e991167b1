import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Dashboard } from '@callboard/plugin-callboard-common';
import {
  BadgeWithLabel,
  visuallyHidden,
  PersonChip,
  RelativeTime,
  type DataTableColumn,
  type OwnWorkspace,
  STACKED,
} from '@callboard/plugin-callboard-react';
import GroupsOutlinedIcon from '@mui/icons-material/GroupsOutlined';
import LockOutlinedIcon from '@mui/icons-material/LockOutlined';
import Box from '@mui/material/Box';
import { useMemo, type ReactNode } from 'react';
import StarIcon from '@mui/icons-material/Star';
import StarBorderIcon from '@mui/icons-material/StarBorder';
import IconButton from '@mui/material/IconButton';
import { Link } from '@backstage/core-components';
import Chip from '@mui/material/Chip';
import { buildDashboardHref } from './useDashboardActions';
import { callboardDashboardsListTranslationRef } from './listTranslation';

const truncated = {
  minWidth: 0,
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
} as const;

/** A dashboard's name with its link and description. */
function DashboardName(props: {
  dashboard: Dashboard;
  workspace: OwnWorkspace;
}) {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  const { dashboard, workspace } = props;
  const { id, name, description, is_default } = dashboard;
  return (
    <Box
      sx={{
        minWidth: 0,
        maxWidth: '100%',
        py: 0.5,
        // The width of the line without the star and the menu.
        [STACKED]: { width: 'calc(100cqw - 88px)', py: 0 },
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <Box component="span" title={name} sx={truncated}>
          <Link
            to={buildDashboardHref(id, workspace.slug)}
            style={{ fontWeight: 600 }}
          >
            {name}
          </Link>
        </Box>
        {is_default && (
          <Chip
            size="small"
            variant="outlined"
            label={t('default')}
            title={t('defaultHint', { workspace: workspace.name })}
            sx={{ m: 0, flexShrink: 0 }}
          />
        )}
      </Box>
      {description && (
        <Box
          title={description}
          sx={{ ...truncated, color: 'text.secondary', typography: 'caption' }}
        >
          {description}
        </Box>
      )}
    </Box>
  );
}

/** The star that adds a dashboard to the user's favourites or removes it. */
function FavouriteButton(props: {
  dashboard: Pick<Dashboard, 'name' | 'is_favourite'>;
  onToggle: () => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  const { name, is_favourite } = props.dashboard;
  const label = t(is_favourite ? 'unstar' : 'star', { name });
  return (
    <IconButton
      size="small"
      aria-label={label}
      title={label}
      onClick={props.onToggle}
      sx={{ color: is_favourite ? 'warning.main' : 'text.secondary' }}
    >
      {is_favourite ? (
        <StarIcon fontSize="small" />
      ) : (
        <StarBorderIcon fontSize="small" />
      )}
    </IconButton>
  );
}

const accessIcons = {
  private: <LockOutlinedIcon fontSize="inherit" />,
  shared: <GroupsOutlinedIcon fontSize="inherit" />,
};

/** Renders a heading for screen readers only; on screen, the column needs none. */
const renderVisuallyHidden = (heading: string) => (
  <Box component="span" sx={visuallyHidden}>
    {heading}
  </Box>
);

/**
 * The columns of the list of dashboards. The functions must keep their identity between renders.
 */
export function useDashboardColumns(
  workspace: OwnWorkspace,
  onToggle: (dashboard: Dashboard) => void,
  renderMenu: (dashboard: Dashboard) => ReactNode,
): DataTableColumn<Dashboard>[] {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  return useMemo<DataTableColumn<Dashboard>[]>(
    () => [
      {
        id: 'favourite',
        header: () => renderVisuallyHidden(t('column.favourite')),
        width: '32px',
        cell: ({ row: { original } }) => (
          <FavouriteButton
            dashboard={original}
            onToggle={() => onToggle(original)}
          />
        ),
      },
      {
        id: 'name',
        header: t('column.name'),
        width: 'minmax(200px, 3fr)',
        cell: ({ row: { original } }) => (
          <DashboardName dashboard={original} workspace={workspace} />
        ),
      },
      {
        id: 'owner',
        header: t('column.owner'),
        width: 'minmax(136px, 1.2fr)',
        cell: ({ row: { original } }) => (
          <PersonChip
            userRef={original.owner_ref}
            name={original.owner_name}
            workspace={workspace.slug}
            size={20}
          />
        ),
      },
      {
        id: 'access',
        header: t('column.access'),
        width: '112px',
        cell: ({ row: { original } }) => (
          <BadgeWithLabel
            icon={accessIcons[original.access]}
            label={t(`access.${original.access}`)}
          />
        ),
      },
      {
        id: 'updated',
        header: t('column.updated'),
        width: '112px',
        hideBelow: 860,
        narrow: 'hide',
        cell: ({ row: { original } }) => (
          <RelativeTime instant={original.updated_at} />
        ),
      },
      {
        id: 'actions',
        header: () => renderVisuallyHidden(t('column.actions')),
        width: '32px',
        narrow: 'end',
        cell: ({ row: { original } }) => renderMenu(original),
      },
    ],
    [t, workspace, onToggle, renderMenu],
  );
}
