import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, type Webhook } from '@callboard/plugin-callboard-common';
import { useCallboardClient } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { Link as RouterLink } from 'react-router-dom';
import { useOpenDelivery } from '../deliveries/useOpenDelivery';
import { useWebhookAction } from '../shared/useWebhookAction';
import { UrlText } from '../shared/UrlText';
import { useWebhookLinks } from '../shared/useWebhookLinks';
import { WebhookStateLabel } from '../shared/WebhookStateLabel';
import { callboardWebhooksTranslationRef } from '../translation';
import { WebhookMenu } from './WebhookMenu';

/** Sends a test delivery and opens it. */
function TestButton(props: { workspace: string; webhook: Webhook }) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { workspace: slug, webhook } = props;
  const client = useCallboardClient();
  const [, openDelivery] = useOpenDelivery();
  const test = useWebhookAction({
    run: () =>
      client.call(endpoints.testWebhook, { params: { slug, id: webhook.id } }),
    onDone: delivery => openDelivery(delivery.id),
  });
  return (
    <Button
      variant="contained"
      aria-disabled={test.isPending}
      onClick={() => !test.isPending && test.mutate(undefined)}
    >
      {t('detail.test')}
    </Button>
  );
}

/** The name, status and actions of a webhook. */
export function WebhookHead(props: { workspace: string; webhook: Webhook }) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { workspace, webhook } = props;
  const links = useWebhookLinks(workspace);
  return (
    <Box
      component="header"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'flex-start',
        justifyContent: 'space-between',
        gap: 2,
      }}
    >
      <Box sx={{ flex: '1 1 320px', minWidth: 0 }}>
        <Typography
          variant="h5"
          component="h2"
          sx={{ overflowWrap: 'anywhere', m: 0 }}
        >
          {webhook.name}
        </Typography>
        <UrlText url={webhook.url} />
        <Box role="status" sx={{ typography: 'body2' }}>
          <WebhookStateLabel webhook={webhook} />
        </Box>
      </Box>
      <Box sx={{ display: 'flex', gap: 1 }}>
        {webhook.is_active && (
          <TestButton workspace={workspace} webhook={webhook} />
        )}
        <Button
          variant="outlined"
          component={RouterLink}
          to={links.edit(webhook.id)}
        >
          {t('detail.edit')}
        </Button>
        <WebhookMenu workspace={workspace} webhook={webhook} />
      </Box>
    </Box>
  );
}
