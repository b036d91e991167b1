import WebhookIcon from '@mui/icons-material/Webhook';
import { renderLazyStatus } from '../admin/renderLazyStatus';

/** The overview block of webhooks. */
export const webhooksBlock = {
  title: 'Webhooks',
  description: 'Send workspace events to other services.',
  icon: <WebhookIcon />,
  facts: renderLazyStatus(() =>
    import('./WebhooksBlockStatus').then(m => m.WebhooksBlockStatus),
  ),
  order: 500,
};
