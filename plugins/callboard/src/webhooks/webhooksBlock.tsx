import WebhookIcon from '@mui/icons-material/Webhook';
import { lazyStatus } from '../admin/lazyStatus';

/** The overview block of webhooks. */
export const webhooksBlock = {
  title: 'Webhooks',
  description: 'Send workspace events to other services.',
  icon: <WebhookIcon />,
  facts: lazyStatus(() =>
    import('./WebhooksBlockStatus').then(m => m.WebhooksBlockStatus),
  ),
  order: 500,
};
