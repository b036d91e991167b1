import { Link } from '@backstage/core-components';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, type Workspace } from '@callboard/plugin-callboard-common';
import {
  EmptyState,
  PageSubject,
  QueryState,
  getErrorStatus,
  useCallboardQuery,
  useMe,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ComponentType } from 'react';
import { useParams } from 'react-router-dom';
import { WorkspaceAnnouncements } from '../announcements/WorkspaceAnnouncements';
import { WorkspaceMembers } from '../members/WorkspaceMembers';
import { workspaceRouteRef, workspacesRouteRef } from '../routes';
import { WorkspaceSettings } from '../settings/WorkspaceSettings';
import { callboardTranslationRef } from '../translation';
import type { WorkspacePart } from './WorkspacePart';
import { WorkspaceTabs } from './WorkspaceTabs';

function Missing() {
  const { t } = useTranslationRef(callboardTranslationRef);
  const listHref = useRouteRef(workspacesRouteRef);
  return (
    <EmptyState
      title={t('workspaces.missing')}
      action={<Link to={listHref?.() ?? '..'}>{t('workspaces.back')}</Link>}
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

function Found(props: { workspace: Workspace; part: WorkspacePart }) {
  const { workspace, part } = props;
  const Content = contents[part];
  const getHref = useRouteRef(workspaceRouteRef);
  const { slug, name } = workspace;
  return (
    <PageSubject name={name} href={getHref?.({ slug }) ?? slug}>
      <Stack spacing={3}>
        <div>
          <Box
            sx={{
              display: 'flex',
              flexWrap: 'wrap',
              alignItems: 'baseline',
              columnGap: 1.5,
            }}
          >
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
          </Box>
          <WorkspaceTabs slug={slug} part={part} />
        </div>
        <Content workspace={workspace} />
      </Stack>
    </PageSubject>
  );
}

/** The workspace in the URL: its members, settings or announcements. */
export function WorkspaceDetail(props: { part: WorkspacePart }) {
  const { slug = '' } = useParams();
  const { data: me } = useMe();
  // Super admins also see workspaces that were created since `me` was loaded.
  const maySee =
    me?.is_super_admin || me?.workspaces.some(own => own.slug === slug);
  const workspace = useCallboardQuery(
    endpoints.getWorkspace,
    { params: { slug } },
    { enabled: maySee === true },
  );
  const status = getErrorStatus(workspace.error);
  // The server rejects a malformed slug with a 400.
  if (maySee === false || status === 404 || status === 400) {
    return <Missing />;
  }
  return (
    <QueryState query={workspace}>
      {found => <Found key={found.id} workspace={found} part={props.part} />}
    </QueryState>
  );
}
