import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ProjectOverview } from '@callboard/plugin-callboard-common';
import {
  RelativeTime,
  type DataTableColumn,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import ViewKanbanOutlinedIcon from '@mui/icons-material/ViewKanbanOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useMemo } from 'react';
import { JoinButton } from './JoinButton';
import { OpenWork } from './OpenWork';
import { OwnerAndMembers } from './OwnerAndMembers';
import { ProjectName } from './ProjectName';
import { callboardWorkProjectsTranslationRef } from './projectsTranslation';
import { useBoardHref } from './useBoardHref';

/** The columns of the list of projects. */
export function useProjectColumns(
  workspace: OwnWorkspace,
): DataTableColumn<ProjectOverview>[] {
  const { t } = useTranslationRef(callboardWorkProjectsTranslationRef);
  const boardHref = useBoardHref(workspace.slug);
  const isGuest = workspace.role === 'guest';
  return useMemo<DataTableColumn<ProjectOverview>[]>(
    () => [
      {
        id: 'project',
        header: t('column.project'),
        width: 'minmax(160px, 1.4fr)',
        narrow: 'line',
        cell: ({ row: { original } }) => (
          <ProjectName
            overview={original}
            boardHref={boardHref(original.project)}
          />
        ),
      },
      {
        id: 'work',
        header: t('column.work'),
        width: 'minmax(200px, 1.4fr)',
        narrow: 'line',
        cell: ({ row: { original } }) => <OpenWork counts={original.counts} />,
      },
      {
        id: 'owner',
        header: t('column.owner'),
        width: 'minmax(104px, 1fr)',
        cell: ({ row: { original } }) => (
          <OwnerAndMembers overview={original} workspace={workspace.slug} />
        ),
      },
      {
        id: 'changed',
        header: t('column.changed'),
        width: '112px',
        leftOutBelow: 1000,
        narrow: 'hide',
        cell: ({ row: { original } }) =>
          original.last_changed_at && (
            <RelativeTime instant={original.last_changed_at} />
          ),
      },
      {
        id: 'actions',
        header: t('column.actions'),
        width: '144px',
        cell: ({ row: { original } }) => {
          const { project, is_mine } = original;
          const href = boardHref(project);
          return (
            <Box sx={{ display: 'flex', gap: 0.5 }}>
              {href && (
                <Button
                  component={Link}
                  to={href}
                  size="small"
                  sx={{ minWidth: 0 }}
                  startIcon={<ViewKanbanOutlinedIcon />}
                  aria-label={t('boardOf', { name: project.name })}
                >
                  {t('board')}
                </Button>
              )}
              {!is_mine &&
                !isGuest &&
                !project.archived_at &&
                project.access === 'open' && (
                  <JoinButton workspace={workspace.slug} project={project} />
                )}
            </Box>
          );
        },
      },
    ],
    [t, boardHref, workspace.slug, isGuest],
  );
}
