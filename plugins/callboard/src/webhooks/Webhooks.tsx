import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  DataTable,
  type DataTableColumn,
  EmptyState,
  QueryState,
  RelativeTime,
  Row,
  ShortcutsHelp,
  UnknownPath,
  useAllowed,
  useEndpointPages,
  WorkspaceChoice,
} from '@callboard/plugin-callboard-react';
import { type ReactNode, useMemo } from 'react';
import {
  Route,
  Routes,
  Link as RouterLink,
  useNavigate,
} from 'react-router-dom';
import { Link } from '@backstage/core-components';
import {
  endpoints,
  type Webhook,
  permissions,
} from '@callboard/plugin-callboard-common';
import AddIcon from '@mui/icons-material/Add';
import WebhookIcon from '@mui/icons-material/Webhook';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { AdminTab } from '../admin/AdminTab';
import { useRights } from '../shared/useRights';
import { WebhookDetail } from './WebhookDetail';
import { CreateWebhook, EditWebhook } from './form/WebhookFormPages';
import { twoLines } from './CodeBlock';
import { WebhookStateLabel } from './WebhookStateLabel';
import { useSubscriptionLabels } from './useEventLabels';
import { useWebhookLinks } from './WebhookInUrl';
import { callboardWebhooksTranslationRef } from './translation';

function useWebhookColumns(slug: string): DataTableColumn<Webhook>[] {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const links = useWebhookLinks(slug);
  const getSubscriptionLabels = useSubscriptionLabels();
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('list.name'),
        width: 'minmax(160px, 2fr)',
        narrow: 'line',
        cell: ({ row: { original } }) => (
          <>
            <Link to={links.getWebhookLink(original.id)}>
              <Box component="span" sx={{ ...twoLines, fontWeight: 600 }}>
                {original.name}
              </Box>
            </Link>
            <Box
              component="code"
              title={original.url}
              sx={{ ...twoLines, color: 'text.secondary', fontSize: 12 }}
            >
              {original.url}
            </Box>
          </>
        ),
      },
      {
        id: 'events',
        header: t('list.events'),
        width: 'minmax(140px, 1.5fr)',
        narrow: 'line',
        cell: ({ row: { original } }) => {
          const labels = getSubscriptionLabels(original.event_types).join(
            ' · ',
          );
          return (
            <Box component="span" title={labels} sx={twoLines}>
              {labels}
            </Box>
          );
        },
      },
      {
        id: 'state',
        header: t('list.state'),
        width: 'minmax(160px, 1.2fr)',
        narrow: 'line',
        cell: ({ row }) => <WebhookStateLabel webhook={row.original} />,
      },
      {
        id: 'last',
        header: t('list.lastDelivery'),
        width: '112px',
        narrow: 'hide',
        cell: ({ row: { original } }) =>
          original.last_delivery_at ? (
            <RelativeTime instant={original.last_delivery_at} />
          ) : (
            <Box component="span" sx={{ color: 'text.secondary' }}>
              {t('list.never')}
            </Box>
          ),
      },
    ],
    [t, links, getSubscriptionLabels],
  );
}

const STANDARD_WEBHOOKS_URL = 'https://www.standardwebhooks.com';

function WebhookList(props: { workspace: string; workspacePicker: ReactNode }) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { workspace: slug } = props;
  const links = useWebhookLinks(slug);
  const navigate = useNavigate();
  const columns = useWebhookColumns(slug);
  const list = useEndpointPages(endpoints.listWebhooks, { params: { slug } });
  const canCreate = useAllowed(permissions.webhook.create, slug);
  const createButton = canCreate && (
    <Button
      variant="contained"
      startIcon={<AddIcon />}
      component={RouterLink}
      to={links.create}
    >
      {t('list.create')}
    </Button>
  );
  return (
    <Stack spacing={2}>
      {props.workspacePicker}
      <QueryState query={list}>
        {({ items, total }) =>
          items.length === 0 ? (
            <EmptyState
              icon={<WebhookIcon />}
              title={t('list.empty')}
              action={createButton}
            >
              {t('list.emptyHint')}
              <Box component="p" sx={{ mt: 1, mb: 0 }}>
                <Link to={STANDARD_WEBHOOKS_URL}>{t('list.standard')}</Link>
              </Box>
            </EmptyState>
          ) : (
            <Stack spacing={2}>
              <Row gap={2} justifyContent="space-between">
                <Typography color="text.secondary" sx={{ flex: '1 1 240px' }}>
                  {t('list.intro')}{' '}
                  <Link to={STANDARD_WEBHOOKS_URL} underline="always">
                    {t('list.standard')}
                  </Link>
                </Typography>
                {createButton}
              </Row>
              <DataTable
                label={t('list.label')}
                columns={columns}
                rows={items}
                rowHeight={64}
                onRowOpen={({ id }) => navigate(links.getWebhookLink(id))}
                total={total}
                pages={list}
                isMain
              />
            </Stack>
          )
        }
      </QueryState>
      <ShortcutsHelp standardShortcuts={['move', 'open']} />
    </Stack>
  );
}

function ChosenWorkspace() {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { isAdminOf } = useRights();
  return (
    <WorkspaceChoice
      canOpen={({ slug }) => isAdminOf(slug)}
      requirement={t('whatItTakes')}
    >
      {({ slug }, workspacePicker) => (
        <Routes key={slug}>
          <Route
            index
            element={
              <WebhookList workspace={slug} workspacePicker={workspacePicker} />
            }
          />
          <Route path="create" element={<CreateWebhook workspace={slug} />} />
          <Route path=":id" element={<WebhookDetail workspace={slug} />} />
          <Route path=":id/edit" element={<EditWebhook workspace={slug} />} />
          <Route path="*" element={<UnknownPath />} />
        </Routes>
      )}
    </WorkspaceChoice>
  );
}

export function Webhooks() {
  return (
    <AdminTab hasSubPages>
      <ChosenWorkspace />
    </AdminTab>
  );
}
