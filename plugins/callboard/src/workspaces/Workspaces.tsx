import {
  EmptyState,
  MemberList,
  type MemberScope,
  PageSubject,
  QueryState,
  Row,
  ShortcutsHelp,
  UnknownPath,
  useCallboardQuery,
  useFeature,
  useMe,
  useMemberFilter,
} from '@callboard/plugin-callboard-react';
import { Route, Routes, useParams, Link as RouterLink } from 'react-router-dom';
import { Link } from '@backstage/core-components';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type Workspace,
  permissions,
} from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { type ComponentType, useMemo } from 'react';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { AdminTab } from '../admin/AdminTab';
import { WorkspaceAnnouncements } from '../announcements/Announcements';
import { callboardAnnouncementsTranslationRef } from '../announcements/announcementsTranslation';
import {
  workspaceRouteRef,
  workspacesRouteRef,
  workspaceAnnouncementsRouteRef,
  workspaceSettingsRouteRef,
} from '../routes';
import { WorkspaceSettings } from './WorkspaceSettings';
import { callboardTranslationRef } from '../translation';
import { WorkspaceList } from './WorkspaceList';
import { isMissing } from '../shared/isMissing';
import { useAdminRight, useRights } from '../shared/useRights';

/**
 * The members of a workspace with their roles and the sources of the roles. Admins can edit the
 * members.
 */
function WorkspaceMembers(props: { workspace: Workspace }) {
  const { slug, name } = props.workspace;
  const { isAdminOf, isSuperAdmin, userRef } = useRights();
  const [filter, setFilter] = useMemberFilter();
  const scope = useMemo<MemberScope>(
    () => ({ kind: 'workspace', slug, name }),
    [slug, name],
  );
  return (
    <>
      <MemberList
        scope={scope}
        filter={filter}
        onFilter={setFilter}
        canEdit={isAdminOf(slug)}
        userRef={userRef}
        isSafe={isSuperAdmin}
      />
      <ShortcutsHelp standardShortcuts={['search', 'move']} />
    </>
  );
}

type WorkspacePart = 'members' | 'settings' | 'announcements';

function WorkspaceTabs(props: { slug: string; part: WorkspacePart }) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const { slug, part } = props;
  const getMembersHref = useRouteRef(workspaceRouteRef);
  const { t: tAnnouncements } = useTranslationRef(
    callboardAnnouncementsTranslationRef,
  );
  const canReadAnnouncements = useAdminRight(
    permissions.announcement.read,
    slug,
  );
  const hasAnnouncements = useFeature('notifications') && canReadAnnouncements;
  const getAnnouncementsHref = useRouteRef(workspaceAnnouncementsRouteRef);
  const getSettingsHref = useRouteRef(workspaceSettingsRouteRef);
  return (
    <Tabs
      value={part === 'announcements' && !hasAnnouncements ? false : part}
      aria-label={t('workspaces.tabs')}
      sx={{ borderBottom: 1, borderColor: 'divider' }}
    >
      <Tab
        value="members"
        label={t('workspaces.members')}
        component={RouterLink}
        to={getMembersHref?.({ slug }) ?? '..'}
      />
      <Tab
        value="settings"
        label={t('workspaces.settings')}
        component={RouterLink}
        to={getSettingsHref?.({ slug }) ?? 'settings'}
      />
      {hasAnnouncements && (
        <Tab
          value="announcements"
          label={tAnnouncements('tab')}
          component={RouterLink}
          to={getAnnouncementsHref?.({ slug }) ?? 'announcements'}
        />
      )}
    </Tabs>
  );
}

function MissingWorkspace() {
  const { t } = useTranslationRef(callboardTranslationRef);
  const getListHref = useRouteRef(workspacesRouteRef);
  return (
    <EmptyState
      title={t('workspaces.missing')}
      action={<Link to={getListHref?.() ?? '..'}>{t('workspaces.back')}</Link>}
    >
      {t('workspaces.missingHint')}
    </EmptyState>
  );
}

const contents: Record<
  WorkspacePart,
  ComponentType<{ workspace: Workspace }>
> = {
  members: WorkspaceMembers,
  settings: WorkspaceSettings,
  announcements: WorkspaceAnnouncements,
};

function WorkspacePage(props: { workspace: Workspace; part: WorkspacePart }) {
  const { workspace, part } = props;
  const Content = contents[part];
  const getHref = useRouteRef(workspaceRouteRef);
  const { slug, name } = workspace;
  return (
    <PageSubject name={name} href={getHref?.({ slug }) ?? slug}>
      <Stack spacing={3}>
        <div>
          <Row alignItems="baseline" columnGap={1.5} rowGap={0}>
            <Typography
              variant="h5"
              component="h2"
              sx={{ overflowWrap: 'anywhere', m: 0 }}
            >
              {name}
            </Typography>
            <Box component="code" sx={{ color: 'text.secondary' }}>
              {slug}
            </Box>
          </Row>
          <WorkspaceTabs slug={slug} part={part} />
        </div>
        <Content workspace={workspace} />
      </Stack>
    </PageSubject>
  );
}

function WorkspaceDetail(props: { part: WorkspacePart }) {
  const { slug = '' } = useParams();
  const { data: me } = useMe();
  // Super admins also see workspaces that were created since `me` was loaded.
  const canSee =
    me?.is_super_admin || me?.workspaces.some(own => own.slug === slug);
  const workspace = useCallboardQuery(
    endpoints.getWorkspace,
    { params: { slug } },
    { enabled: canSee === true },
  );
  if (canSee === false || isMissing(workspace.error)) {
    return <MissingWorkspace />;
  }
  return (
    <QueryState query={workspace}>
      {found => (
        <WorkspacePage key={found.id} workspace={found} part={props.part} />
      )}
    </QueryState>
  );
}

export function Workspaces() {
  const hasAnnouncements = useFeature('notifications');
  return (
    <AdminTab hasSubPages>
      <Routes>
        <Route index element={<WorkspaceList />} />
        <Route path="*" element={<UnknownPath />} />
        <Route path=":slug" element={<WorkspaceDetail part="members" />} />
        <Route
          path=":slug/settings"
          element={<WorkspaceDetail part="settings" />}
        />
        {hasAnnouncements && (
          <Route
            path=":slug/announcements"
            element={<WorkspaceDetail part="announcements" />}
          />
        )}
      </Routes>
    </AdminTab>
  );
}
