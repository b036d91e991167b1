import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, type Webhook } from '@callboard/plugin-callboard-common';
import {
  EmptyState,
  QueryState,
  getErrorStatus,
  useCallboardQuery,
} from '@callboard/plugin-callboard-react';
import CloseIcon from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Drawer from '@mui/material/Drawer';
import IconButton from '@mui/material/IconButton';
import { callboardWebhooksTranslationRef } from '../translation';
import { DeliveryDetails } from './DeliveryDetails';
import { useOpenDelivery } from './useOpenDelivery';

/** The person may be waiting for the next attempt. */
const POLL = 2_000;

function Content(props: { workspace: string; webhook: Webhook; id: string }) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { workspace: slug, webhook, id } = props;
  const [, open] = useOpenDelivery();
  const delivery = useCallboardQuery(
    endpoints.getWebhookDelivery,
    { params: { slug, id: webhook.id, did: id } },
    {
      staleTime: 0,
      refetchInterval: ({ state }) =>
        state.data?.status === 'pending' ? POLL : false,
    },
  );
  const status = getErrorStatus(delivery.error);
  // The server rejects a malformed id with a 400.
  if (status === 404 || status === 400) {
    return (
      <EmptyState
        title={t('delivery.missing')}
        action={
          <Button variant="outlined" onClick={() => open(undefined)}>
            {t('delivery.close')}
          </Button>
        }
      >
        {t('delivery.missingHint')}
      </EmptyState>
    );
  }
  return (
    <QueryState query={delivery}>
      {found => (
        <DeliveryDetails workspace={slug} webhook={webhook} delivery={found} />
      )}
    </QueryState>
  );
}

/** A drawer with the delivery in the URL; Esc closes it. */
export function DeliveryDrawer(props: { workspace: string; webhook: Webhook }) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const [id, open] = useOpenDelivery();
  const close = () => open(undefined);
  return (
    <Drawer
      anchor="right"
      open={id !== undefined}
      onClose={close}
      PaperProps={{
        role: 'dialog',
        'aria-modal': true,
        'aria-label': t('delivery.label'),
        sx: { width: 'min(1080px, 100vw)' },
      }}
    >
      <IconButton
        aria-label={t('delivery.close')}
        onClick={close}
        sx={{ position: 'absolute', top: 12, right: 12 }}
      >
        <CloseIcon />
      </IconButton>
      <Box sx={{ p: { xs: 2, sm: 3 }, pt: 2 }}>
        {id !== undefined && <Content key={id} {...props} id={id} />}
      </Box>
    </Drawer>
  );
}
