import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import {
  ErrorBoundary,
  FailureAlert,
  getErrorStatus,
  LoadingState,
  PersonChip,
  QueryState,
  toCountParams,
  useAllowed,
  useEntityProject,
  useFeature,
  useJoinProject,
  useStartProject,
  useToast,
  useWholeList,
  WorkspaceCardContent,
} from '@callboard/plugin-callboard-react';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { Link } from '@backstage/core-components';
import {
  endpoints,
  type Member,
  type Project,
  permissions,
} from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import GroupAddOutlinedIcon from '@mui/icons-material/GroupAddOutlined';
import { useAccessReasons } from '../staff/profile/useAccessReasons';
import { useDepartmentEntries } from '../departments/useDepartmentTree';
import { useStaffLinks } from '../staff/useStaffLinks';
import { callboardStaffTranslationRef } from '../staffTranslation';
import { CardNote } from './CardStats';

function JoinButton(props: { workspace: string; project: Project }) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace, project } = props;
  const showToast = useToast();
  const joinMutation = useJoinProject(workspace, project.id);
  const join = () =>
    joinMutation.mutate(undefined, {
      onSuccess: () =>
        showToast({
          title: t('card.joined', { name: project.name }),
          status: 'success',
        }),
    });
  return (
    <>
      <FailureAlert title={t('card.joinFailed')} error={joinMutation.error} />
      <Button
        variant="outlined"
        size="small"
        startIcon={<GroupAddOutlinedIcon />}
        aria-disabled={joinMutation.isPending}
        onClick={() => !joinMutation.isPending && join()}
        sx={{ alignSelf: 'flex-start' }}
      >
        {t('card.join')}
      </Button>
    </>
  );
}

/** Returns the ids of the departments through which members have access, most members first. */
function rankDepartmentIds(members: readonly Member[]): string[] {
  const counts = new Map<string, number>();
  for (const { sources } of members) {
    for (const { source, department_id: id } of sources) {
      if (source === 'department' && id) {
        counts.set(id, (counts.get(id) ?? 0) + 1);
      }
    }
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([id]) => id);
}

function CardHeading(props: { children: string }) {
  return (
    <Typography
      variant="caption"
      component="h4"
      sx={{ m: 0, mb: 0.5, color: 'text.secondary', fontWeight: 600 }}
    >
      {props.children}
    </Typography>
  );
}

const MAX_SHOWN_MEMBERS = 8;
const plainList = { listStyle: 'none', m: 0, p: 0 } as const;

function Departments(props: { workspace: string; members: Member[] }) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const entries = useDepartmentEntries(props.workspace);
  const links = useStaffLinks(props.workspace);
  const linked = rankDepartmentIds(props.members).flatMap(
    id => entries.get(id) ?? [],
  );
  return (
    <div>
      <CardHeading>{t('card.departments')}</CardHeading>
      {linked.length === 0 ? (
        <CardNote>{t('card.noDepartments')}</CardNote>
      ) : (
        <Box component="ul" sx={plainList}>
          {linked.map(({ node }) => (
            <li key={node.id}>
              <Link to={links.getDepartmentLink(node.id)}>{node.name}</Link>
            </li>
          ))}
        </Box>
      )}
    </div>
  );
}

function People(props: {
  workspace: string;
  members: Member[];
  total: number;
  /** Whether a heading separates the people from the departments above. */
  hasHeading: boolean;
}) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const getReasons = useAccessReasons(props.workspace);
  const { members, total } = props;
  const hiddenCount = total - Math.min(members.length, MAX_SHOWN_MEMBERS);
  return (
    <div>
      {props.hasHeading && <CardHeading>{t('card.people')}</CardHeading>}
      {members.length === 0 && <CardNote>{t('card.noPeople')}</CardNote>}
      <Stack component="ul" spacing={1} sx={plainList}>
        {members.slice(0, MAX_SHOWN_MEMBERS).map(member => (
          <Box component="li" key={member.id} sx={{ minWidth: 0 }}>
            <ErrorBoundary resetKey={member}>
              <Stack
                direction="row"
                alignItems="center"
                justifyContent="space-between"
                gap={1}
              >
                <PersonChip
                  userRef={member.user_ref}
                  name={member.display_name}
                  workspace={props.workspace}
                />
                <span>{t(`role.${member.role}`)}</span>
              </Stack>
              <Box
                sx={{ color: 'text.secondary', typography: 'caption', ml: 4 }}
              >
                {getReasons(member).join(' · ')}
              </Box>
            </ErrorBoundary>
          </Box>
        ))}
      </Stack>
      {hiddenCount > 0 && (
        <Box sx={{ color: 'text.secondary', mt: 1 }}>
          {t('card.more', toCountParams(hiddenCount))}
        </Box>
      )}
    </div>
  );
}

function ProjectPeople(props: {
  workspace: string;
  project: Project;
  canJoin: boolean;
}) {
  const { workspace, project, canJoin } = props;
  const hasDepartments = useFeature('organisation');
  const members = useWholeList(endpoints.listProjectMembers, {
    params: { slug: workspace, pid: project.id },
  });
  return (
    <QueryState
      query={members}
      loading={<LoadingState rows={4} rowHeight={28} />}
    >
      {({ items, total = items.length }) => (
        <Stack spacing={2} sx={{ typography: 'body2' }}>
          {hasDepartments && (
            <Departments workspace={workspace} members={items} />
          )}
          <People
            workspace={workspace}
            members={items}
            total={total}
            hasHeading={hasDepartments}
          />
          {canJoin && <JoinButton workspace={workspace} project={project} />}
        </Stack>
      )}
    </QueryState>
  );
}

/** Shown if the viewer sees no project of the entity. Offers to create the project. */
function StartProject(props: { workspace: string }) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const canStart = useAllowed(permissions.project.create, props.workspace);
  const startMutation = useStartProject(props.workspace);
  const { error } = startMutation;
  // The entity has a project that the viewer may not see, or the viewer may not create projects.
  if (error && [403, 404].includes(getErrorStatus(error) ?? 0)) {
    return <CardNote>{t('card.nothing')}</CardNote>;
  }
  return (
    <Stack spacing={1} alignItems="flex-start">
      <CardNote>{t(canStart ? 'card.noProject' : 'card.nothing')}</CardNote>
      <FailureAlert title={t('card.startFailed')} error={error} />
      {canStart && (
        <Button
          variant="outlined"
          size="small"
          aria-disabled={startMutation.isPending}
          onClick={() => !startMutation.isPending && startMutation.mutate()}
        >
          {t('card.start')}
        </Button>
      )}
    </Stack>
  );
}

const skeleton = <LoadingState rows={4} rowHeight={28} />;

function EntityProject(props: { workspace: string; isGuest: boolean }) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace: slug, isGuest } = props;
  const { query, project } = useEntityProject(slug);
  const canJoin = useAllowed(permissions.project.join, slug);
  return (
    <QueryState query={query} loading={skeleton}>
      {() => {
        if (project) {
          const isJoinable = project.access === 'open' && project.role === null;
          return (
            <ProjectPeople
              workspace={slug}
              project={project}
              canJoin={canJoin && !isGuest && isJoinable}
            />
          );
        }
        return isGuest ? (
          <CardNote>{t('card.nothing')}</CardNote>
        ) : (
          <StartProject workspace={slug} />
        );
      }}
    </QueryState>
  );
}

export function ProjectPeopleCard() {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  return (
    <EntityInfoCard
      title={t(useFeature('organisation') ? 'card.project' : 'card.people')}
    >
      <WorkspaceCardContent
        skeleton={skeleton}
        emptyState={<CardNote>{t('card.nothing')}</CardNote>}
      >
        {({ slug, role }) => (
          <EntityProject workspace={slug} isGuest={role === 'guest'} />
        )}
      </WorkspaceCardContent>
    </EntityInfoCard>
  );
}
