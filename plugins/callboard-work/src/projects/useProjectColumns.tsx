import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  permissions,
  type ProjectOverview,
  type Project,
} from '@callboard/plugin-callboard-common';
import {
  oneLine,
  toCountParams,
  RelativeTime,
  type DataTableColumn,
  type OwnWorkspace,
  parseRef,
  getProblems,
  useAllowed,
  useJoinProject,
  useToast,
  EntityLink,
  formatCount,
  PersonChip,
} from '@callboard/plugin-callboard-react';
import ViewKanbanOutlinedIcon from '@mui/icons-material/ViewKanbanOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useMemo, useCallback } from 'react';
import {
  useEntityRefLink,
  useEntityPresentation,
} from '@backstage/plugin-catalog-react';
import LockOutlinedIcon from '@mui/icons-material/LockOutlined';
import StarIcon from '@mui/icons-material/Star';
import Chip from '@mui/material/Chip';
import WarningAmberIcon from '@mui/icons-material/WarningAmberOutlined';
import { GroupShares } from '../badges/GroupShares';
import { callboardWorkTranslationRef } from '../translation';
import { callboardWorkProjectsTranslationRef } from './projectsTranslation';

const openGroups = ['backlog', 'unstarted', 'started'] as const;

function OpenWork(props: { counts: ProjectOverview['counts'] }) {
  const { t } = useTranslationRef(callboardWorkProjectsTranslationRef);
  const { t: tWork } = useTranslationRef(callboardWorkTranslationRef);
  const { counts } = props;
  const toFormattedParam = (value: number) => ({
    formatted: formatCount(value),
  });
  if (counts.open === 0) {
    return (
      <Box component="span" sx={{ color: 'text.secondary' }}>
        {t('noWork')}
      </Box>
    );
  }
  const parts = openGroups
    .map(group => ({ group, count: counts[group] }))
    .filter(({ count }) => count > 0);
  return (
    <Box
      title={parts
        .map(({ group, count }) =>
          t('share', {
            group: tWork(`group.${group}`),
            ...toFormattedParam(count),
          }),
        )
        .join(' · ')}
      sx={{ width: '100%', fontVariantNumeric: 'tabular-nums' }}
    >
      <GroupShares parts={parts} height={6} />
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          columnGap: 1.5,
          mt: 0.5,
          // Aligns the numbers of all rows in columns if the width allows it.
          '& > *': { whiteSpace: 'nowrap', minWidth: 96 },
          '& > :first-of-type': { minWidth: 64 },
        }}
      >
        <span>{t('open', toFormattedParam(counts.open))}</span>
        {(counts.started > 0 || counts.overdue > 0) && (
          <span>{t('started', toFormattedParam(counts.started))}</span>
        )}
        {counts.overdue > 0 && (
          <Box component="span" sx={{ color: 'error.main' }}>
            <WarningAmberIcon
              aria-hidden
              sx={{ fontSize: 16, verticalAlign: 'text-bottom', mr: 0.5 }}
            />
            {t('overdue', toFormattedParam(counts.overdue))}
          </Box>
        )}
      </Box>
    </Box>
  );
}

function ProjectName(props: {
  overview: ProjectOverview;
  boardHref: string | undefined;
}) {
  const { t } = useTranslationRef(callboardWorkProjectsTranslationRef);
  const { overview, boardHref } = props;
  const { project, is_mine } = overview;
  const isSecret = project.access === 'secret';
  return (
    <Box sx={{ minWidth: 0, maxWidth: '100%' }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.75 }}>
        {is_mine && (
          <StarIcon
            titleAccess={t('isMine')}
            sx={{ fontSize: 16, color: 'warning.main', flexShrink: 0 }}
          />
        )}
        {isSecret && (
          <LockOutlinedIcon
            titleAccess={t('isSecret')}
            sx={{ fontSize: 16, color: 'text.secondary', flexShrink: 0 }}
          />
        )}
        <Box component="span" title={project.name} sx={oneLine}>
          {boardHref ? (
            <Link to={boardHref} style={{ fontWeight: 600 }}>
              {project.name}
            </Link>
          ) : (
            project.name
          )}
        </Box>
        <Box
          component="span"
          sx={{ color: 'text.secondary', typography: 'caption', flexShrink: 0 }}
        >
          {project.identifier}
        </Box>
        {project.archived_at && <Chip size="small" label={t('isArchived')} />}
      </Box>
      <Box sx={{ color: 'text.secondary', typography: 'caption', ...oneLine }}>
        <EntityLink
          type={parseRef(project.entity_ref)?.kind}
          id={project.entity_ref}
          label={project.entity_ref}
        />
      </Box>
    </Box>
  );
}

function Owner(props: { ownerRef: string; workspace: string }) {
  const { ownerRef, workspace } = props;
  const { primaryTitle } = useEntityPresentation(ownerRef);
  const kind = parseRef(ownerRef)?.kind;
  return kind === 'user' ? (
    <PersonChip
      userRef={ownerRef}
      name={primaryTitle}
      workspace={workspace}
      size={20}
    />
  ) : (
    <EntityLink type={kind} id={ownerRef} label={primaryTitle} />
  );
}

function OwnerAndMembers(props: {
  overview: ProjectOverview;
  workspace: string;
}) {
  const { t } = useTranslationRef(callboardWorkProjectsTranslationRef);
  const { owner_ref, member_count } = props.overview;
  return (
    <Box sx={{ minWidth: 0, maxWidth: '100%' }}>
      {owner_ref && <Owner ownerRef={owner_ref} workspace={props.workspace} />}
      <Box sx={{ color: 'text.secondary' }}>
        {t('members', toCountParams(member_count))}
      </Box>
    </Box>
  );
}

function JoinButton(props: { workspace: string; project: Project }) {
  const { t } = useTranslationRef(callboardWorkProjectsTranslationRef);
  const { workspace, project } = props;
  const { name } = project;
  const notify = useToast();
  const joining = useJoinProject(workspace, project.id);
  const join = () =>
    joining.mutate(undefined, {
      onSuccess: () =>
        notify({ title: t('joined', { name }), status: 'success' }),
      onError: error =>
        notify({
          title: t('joinFailed', { name }),
          description: getProblems(error).message,
          status: 'danger',
        }),
    });
  return (
    <Button
      size="small"
      sx={{ minWidth: 0 }}
      aria-label={t('joinOf', { name })}
      aria-disabled={joining.isPending}
      onClick={() => !joining.isPending && join()}
    >
      {t('join')}
    </Button>
  );
}

function useBoardHref(
  workspace: string,
): (project: Project) => string | undefined {
  const getHref = useEntityRefLink();
  return useCallback(
    ({ entity_ref }) => {
      const ref = parseRef(entity_ref);
      return (
        ref &&
        `${getHref(ref)}/work?workspace=${encodeURIComponent(
          workspace,
        )}&view=board`
      );
    },
    [getHref, workspace],
  );
}

export function useProjectColumns(
  workspace: OwnWorkspace,
): DataTableColumn<ProjectOverview>[] {
  const { t } = useTranslationRef(callboardWorkProjectsTranslationRef);
  const getBoardHref = useBoardHref(workspace.slug);
  const isJoinAllowed = useAllowed(permissions.project.join, workspace.slug);
  const canJoin = workspace.role !== 'guest' && isJoinAllowed;
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
            boardHref={getBoardHref(original.project)}
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
        hideBelow: 1000,
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
          const href = getBoardHref(project);
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
                canJoin &&
                !project.archived_at &&
                project.access === 'open' && (
                  <JoinButton workspace={workspace.slug} project={project} />
                )}
            </Box>
          );
        },
      },
    ],
    [t, getBoardHref, workspace.slug, canJoin],
  );
}
