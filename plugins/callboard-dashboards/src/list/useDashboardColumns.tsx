import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Dashboard } from '@callboard/plugin-callboard-common';
import {
  BadgeWithLabel,
  visuallyHidden,
  PersonChip,
  RelativeTime,
  type DataTableColumn,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import GroupsOutlinedIcon from '@mui/icons-material/GroupsOutlined';
import LockOutlinedIcon from '@mui/icons-material/LockOutlined';
import Box from '@mui/material/Box';
import { useMemo, type ReactNode } from 'react';
import { DashboardName } from './DashboardName';
import { FavouriteButton } from './FavouriteButton';
import { callboardDashboardsListTranslationRef } from './listTranslation';

const accessIcons = {
  private: <LockOutlinedIcon fontSize="inherit" />,
  shared: <GroupsOutlinedIcon fontSize="inherit" />,
};

/** A heading for screen readers only: the column is self-explanatory on screen. */
const renderVisuallyHidden = (word: string) => (
  <Box component="span" sx={visuallyHidden}>
    {word}
  </Box>
);

/** The columns of the list of dashboards. The functions must keep their identity between renders. */
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
        leftOutBelow: 860,
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
