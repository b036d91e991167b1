import { createExtensionBlueprint } from '@backstage/frontend-plugin-api';
import { z } from 'zod';
import { adminBlockDataRef, type AdminBlock } from './adminBlockDataRef';

const LAST = 1000;

/**
 * Adds a block to the overview of the Callboard admin page. Any plugin of the
 * portal can use it; portals can change texts, path and order in their
 * configuration.
 *
 * @example
 * ```tsx
 * AdminBlockBlueprint.make({
 *   name: 'webhooks',
 *   params: {
 *     title: 'Webhooks',
 *     description: 'Send every change to your other systems.',
 *     icon: <WebhookIcon />,
 *     to: '/callboard/webhooks',
 *   },
 * });
 * ```
 *
 * @public
 */
export const AdminBlockBlueprint = createExtensionBlueprint({
  kind: 'callboard-admin-block',
  attachTo: { id: 'sub-page:callboard/overview', input: 'blocks' },
  output: [adminBlockDataRef],
  dataRefs: { block: adminBlockDataRef },
  configSchema: {
    title: z.string().optional(),
    description: z.string().optional(),
    to: z.string().optional(),
    order: z.number().optional(),
  },
  *factory(params: Omit<AdminBlock, 'order'> & { order?: number }, { config }) {
    yield adminBlockDataRef({
      title: config.title ?? params.title,
      description: config.description ?? params.description,
      facts: params.facts,
      icon: params.icon,
      to: config.to ?? params.to,
      order: config.order ?? params.order ?? LAST,
      isOpen: params.isOpen,
    });
  },
});
