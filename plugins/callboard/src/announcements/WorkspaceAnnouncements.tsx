import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type Announcement,
  type Workspace,
} from '@callboard/plugin-callboard-common';
import {
  DataTable,
  EmptyState,
  LoadingState,
  NoAccess,
  QueryState,
  ResourcesProvider,
  useEndpointPages,
} from '@callboard/plugin-callboard-react';
import CampaignOutlinedIcon from '@mui/icons-material/CampaignOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useEffect, useMemo, useState } from 'react';
import { useRights } from '../workspaces/useRights';
import { AnnounceDialog } from './AnnounceDialog';
import { listMentioned } from './AudienceName';
import { callboardAnnouncementsTranslationRef } from './announcementsTranslation';
import { useAnnouncementColumns } from './useAnnouncementColumns';

const getRowId = ({ id }: Announcement) => id;

/** Poll faster while an announcement is being sent, because its progress changes. */
const WHILE_SENDING_MS = 1_500;
const OTHERWISE_MS = 20_000;

function Intro(props: { onCreate: () => void }) {
  const { t } = useTranslationRef(callboardAnnouncementsTranslationRef);
  return (
    <Box
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: 2,
      }}
    >
      <Typography
        variant="body2"
        color="text.secondary"
        sx={{ flex: '1 1 320px' }}
      >
        {t('intro')}
      </Typography>
      <Button variant="contained" onClick={props.onCreate}>
        {t('create')}
      </Button>
    </Box>
  );
}

function List(props: { slug: string; onCreate: () => void }) {
  const { t } = useTranslationRef(callboardAnnouncementsTranslationRef);
  const list = useEndpointPages(endpoints.listAnnouncements, {
    params: { slug: props.slug },
    query: {},
  });
  const columns = useAnnouncementColumns();
  const { data, refetch } = list;
  const resources = useMemo(() => listMentioned(data?.items ?? []), [data]);
  const isSending = data?.items.some(({ status }) => status === 'sending');
  useEffect(() => {
    const timer = setInterval(
      () => document.visibilityState === 'visible' && refetch(),
      isSending ? WHILE_SENDING_MS : OTHERWISE_MS,
    );
    return () => clearInterval(timer);
  }, [isSending, refetch]);
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
                rowId={getRowId}
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
              <Button variant="contained" onClick={props.onCreate}>
                {t('create')}
              </Button>
            }
          >
            {t('intro')}
          </EmptyState>
        )
      }
    </QueryState>
  );
}

/** The announcements of a workspace, with the number of people who have read each. */
export function WorkspaceAnnouncements(props: {
  workspace: Pick<Workspace, 'slug'>;
}) {
  const { t } = useTranslationRef(callboardAnnouncementsTranslationRef);
  const { slug } = props.workspace;
  const { isKnown, isAdminOf } = useRights();
  const [isOpen, setOpen] = useState(false);
  if (!isKnown) {
    return null;
  }
  if (!isAdminOf(slug)) {
    return <NoAccess givers={{ workspace: slug }}>{t('whatItTakes')}</NoAccess>;
  }
  return (
    <Stack spacing={2}>
      <List slug={slug} onCreate={() => setOpen(true)} />
      {isOpen && <AnnounceDialog slug={slug} onClose={() => setOpen(false)} />}
    </Stack>
  );
}
