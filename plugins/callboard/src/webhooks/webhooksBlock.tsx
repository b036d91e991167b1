import WebhookIcon from '@mui/icons-material/Webhook';
import { lazyFacts } from '../admin/lazyFacts';

/** The overview block of webhooks. */
export const webhooksBlock = {
  title: 'Webhooks',
  description: 'Send workspace events to other services.',
  icon: <WebhookIcon />,
  facts: lazyFacts(() =>
    import('./WebhooksBlockFacts').then(m => m.WebhooksBlockFacts),
  ),
  order: 500,
};
