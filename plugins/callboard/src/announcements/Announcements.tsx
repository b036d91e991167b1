import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  DataTable,
  type DataTableColumn,
  EmptyState,
  EntityLink,
  formatCount,
  LoadingState,
  NoAccess,
  QueryState,
  RelativeTime,
  type ResourceReferences,
  ResourcesProvider,
  Row,
  STACKED,
  useAllowed,
  useEndpointPages,
  useResource,
  WorkspaceChoice,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import {
  endpoints,
  type Announcement,
  type Workspace,
  type AnnouncementAudience,
  permissions,
} from '@callboard/plugin-callboard-common';
import CampaignOutlinedIcon from '@mui/icons-material/CampaignOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useMemo, useState } from 'react';
import { usePolling } from '../shared/usePolling';
import LinearProgress from '@mui/material/LinearProgress';
import { AdminTab } from '../admin/AdminTab';
import { useRights } from '../shared/useRights';
import { AnnounceDialog } from './AnnounceDialog';
import { callboardAnnouncementsTranslationRef } from './announcementsTranslation';

/** Returns the project or department whose people are the audience, if any. */
function getResource(to: AnnouncementAudience): ResourceReferences | undefined {
  if ('project_id' in to) {
    return { entity_type: 'project', entity_id: to.project_id };
  }
  return 'department_id' in to
    ? { entity_type: 'department', entity_id: to.department_id }
    : undefined;
}

function AudienceName(props: { to: AnnouncementAudience }) {
  const { t } = useTranslationRef(callboardAnnouncementsTranslationRef);
  const { to } = props;
  const resource = getResource(to);
  const loadedResource = useResource(
    resource?.entity_type,
    resource?.entity_id,
  );
  if (!resource) {
    return (
      <>
        {'refs' in to
          ? t('to.refs', { count: to.refs.length })
          : t('to.everyone')}
      </>
    );
  }
  return (
    <EntityLink
      type={resource.entity_type}
      id={resource.entity_id}
      label={
        typeof loadedResource === 'object'
          ? loadedResource.title
          : t('project_id' in to ? 'to.project' : 'to.department')
      }
    />
  );
}

/** The header of a column, shown before its value in stacked rows, which have no column headers. */
function InlineHeader(props: { text: string }) {
  return (
    <Box
      component="span"
      sx={{
        display: 'none',
        [STACKED]: { display: 'inline', color: 'text.secondary' },
      }}
    >
      {props.text}{' '}
    </Box>
  );
}

function useAnnouncementColumns(): DataTableColumn<Announcement>[] {
  const { t } = useTranslationRef(callboardAnnouncementsTranslationRef);
  return useMemo(
    () => [
      {
        id: 'what',
        header: t('columns.what'),
        width: 'minmax(200px, 1fr)',
        narrow: 'first',
        cell: ({ row: { original } }) => (
          <Box sx={{ py: 1, overflowWrap: 'anywhere' }}>
            <Box component="bdi" sx={{ fontWeight: 600 }}>
              {original.title}
            </Box>
            {original.body && (
              <Box
                component="bdi"
                sx={{
                  display: '-webkit-box',
                  WebkitLineClamp: 2,
                  WebkitBoxOrient: 'vertical',
                  overflow: 'hidden',
                  color: 'text.secondary',
                }}
              >
                {original.body}
              </Box>
            )}
          </Box>
        ),
      },
      {
        id: 'to',
        header: t('columns.to'),
        width: '200px',
        cell: ({ row }) => <AudienceName to={row.original.to} />,
      },
      {
        id: 'when',
        header: t('columns.when'),
        width: '112px',
        cell: ({ row }) => <RelativeTime instant={row.original.created_at} />,
      },
      {
        id: 'reached',
        header: t('columns.reached'),
        width: '136px',
        align: 'end',
        cell: ({ row: { original } }) => {
          const formatted = formatCount(original.recipient_count);
          return original.status === 'sending' ? (
            <>
              {t('sending', { formatted })}
              <LinearProgress aria-hidden />
            </>
          ) : (
            <>
              <InlineHeader text={t('columns.reached')} />
              {formatted}
            </>
          );
        },
      },
      {
        id: 'read',
        header: t('columns.read'),
        width: '112px',
        align: 'end',
        cell: ({ row: { original } }) => {
          const { read_count, recipient_count } = original;
          const formatted = formatCount(read_count);
          return (
            <>
              <InlineHeader text={t('columns.read')} />
              {recipient_count > 0
                ? t('readOf', {
                    formatted,
                    percent: String(
                      Math.floor((100 * read_count) / recipient_count),
                    ),
                  })
                : formatted}
            </>
          );
        },
      },
    ],
    [t],
  );
}

/** The polling interval while an announcement is being sent, so that its progress is visible. */
const SENDING_POLL_MS = 1_500;
const IDLE_POLL_MS = 20_000;

function Intro(props: { onCreate?: () => void }) {
  const { t } = useTranslationRef(callboardAnnouncementsTranslationRef);
  return (
    <Row gap={2}>
      <Typography
        variant="body2"
        color="text.secondary"
        sx={{ flex: '1 1 320px' }}
      >
        {t('intro')}
      </Typography>
      {props.onCreate && (
        <Button variant="contained" onClick={props.onCreate}>
          {t('create')}
        </Button>
      )}
    </Row>
  );
}

function AnnouncementList(props: {
  slug: string;
  /** Creates an announcement; undefined without permission. */
  onCreate?: () => void;
}) {
  const { t } = useTranslationRef(callboardAnnouncementsTranslationRef);
  const list = useEndpointPages(endpoints.listAnnouncements, {
    params: { slug: props.slug },
    query: {},
  });
  const columns = useAnnouncementColumns();
  const { data, refetch } = list;
  const resources = useMemo(
    () => data?.items.flatMap(({ to }) => getResource(to) ?? []) ?? [],
    [data],
  );
  const isSending = data?.items.some(({ status }) => status === 'sending');
  usePolling(refetch, isSending ? SENDING_POLL_MS : IDLE_POLL_MS);
  return (
    <QueryState query={list} loading={<LoadingState rows={4} rowHeight={56} />}>
      {({ items }) =>
        items.length > 0 ? (
          <Stack spacing={2}>
            <Intro onCreate={props.onCreate} />
            <ResourcesProvider rows={resources}>
              <DataTable
                isMain
                label={t('list')}
                columns={columns}
                rows={items}
                rowHeight={56}
                pages={list}
              />
            </ResourcesProvider>
          </Stack>
        ) : (
          <EmptyState
            icon={<CampaignOutlinedIcon />}
            title={t('empty')}
            action={
              props.onCreate && (
                <Button variant="contained" onClick={props.onCreate}>
                  {t('create')}
                </Button>
              )
            }
          >
            {t('intro')}
          </EmptyState>
        )
      }
    </QueryState>
  );
}

export function WorkspaceAnnouncements(props: {
  workspace: Pick<Workspace, 'slug'>;
}) {
  const { t } = useTranslationRef(callboardAnnouncementsTranslationRef);
  const { slug } = props.workspace;
  const { isKnown, isAdminOf } = useRights();
  const canCreate = useAllowed(permissions.announcement.create, slug);
  const [isOpen, setOpen] = useState(false);
  if (!isKnown) {
    return null;
  }
  if (!isAdminOf(slug)) {
    return (
      <NoAccess accessGranters={{ workspace: slug }}>
        {t('whatItTakes')}
      </NoAccess>
    );
  }
  return (
    <Stack spacing={2}>
      <AnnouncementList
        slug={slug}
        onCreate={canCreate ? () => setOpen(true) : undefined}
      />
      {isOpen && <AnnounceDialog slug={slug} onClose={() => setOpen(false)} />}
    </Stack>
  );
}

function ChosenWorkspace() {
  const { t } = useTranslationRef(callboardAnnouncementsTranslationRef);
  const { isAdminOf } = useRights();
  return (
    <WorkspaceChoice
      canOpen={({ slug }) => isAdminOf(slug)}
      requirement={t('whatItTakes')}
    >
      {(workspace, workspacePicker) => (
        <Stack spacing={2}>
          {workspacePicker}
          <WorkspaceAnnouncements key={workspace.slug} workspace={workspace} />
        </Stack>
      )}
    </WorkspaceChoice>
  );
}

export function Announcements() {
  return (
    <AdminTab>
      <ChosenWorkspace />
    </AdminTab>
  );
}
