import WebhookIcon from '@mui/icons-material/Webhook';
import { lazyFacts } from '../admin/lazyFacts';

/** The overview block of webhooks. */
export const webhooksBlock = {
  title: 'Webhooks',
  description: 'Tell services of yours what happens in a workspace.',
  icon: <WebhookIcon />,
  facts: lazyFacts(() =>
    import('./WebhooksBlockFacts').then(m => m.WebhooksBlockFacts),
  ),
  order: 500,
};
