import {
  createExtensionBlueprint,
  createExtensionDataRef,
  coreExtensionData,
  SubPageBlueprint,
  type RouteRef,
} from '@backstage/frontend-plugin-api';
import { z } from 'zod';
import type { ReactElement } from 'react';
import type { AccessTest } from '../access/useMyAccess';
import { subPageAccessDataRef } from './TabbedPageBlueprint';
import { withSkeleton } from './PageBody';

/** A block of the admin page's overview: a link with a description of its target. @public */
export interface AdminBlock {
  title: string;
  /** One sentence: the purpose of the target page. */
  description: string;
  /** The current status in one line; rendered once the block is visible. */
  facts?: ReactElement;
  /** 24 by 24 pixels, in the current text colour. */
  icon: ReactElement;
  /** The path of the target in the portal. */
  to: string;
  /** Blocks are sorted by this number, then by title. */
  order: number;
  /** Whether a person has access to the target. By default, admins of any workspace have access. */
  isOpen?: AccessTest;
}

/** The extension data of a block. @public */
export const adminBlockDataRef = createExtensionDataRef<AdminBlock>().with({
  id: 'callboard.admin-block',
});

const DEFAULT_ORDER = 1000;

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
      order: config.order ?? params.order ?? DEFAULT_ORDER,
      isOpen: params.isOpen,
    });
  },
});

/** Creates a tab of the admin page that is hidden from people without access. @public */
export function makeAdminSubPage<Name extends string>(options: {
  name: Name;
  params: {
    path: string;
    title: string;
    loader: () => Promise<JSX.Element>;
    routeRef?: RouteRef;
    isOpen: AccessTest;
  };
}) {
  const { name } = options;
  const { isOpen, ...params } = options.params;
  return SubPageBlueprint.makeWithOverrides({
    name,
    attachTo: { id: 'page:callboard', input: 'pages' },
    output: [
      coreExtensionData.routePath,
      coreExtensionData.title,
      coreExtensionData.reactElement,
      coreExtensionData.routeRef.optional(),
      coreExtensionData.icon.optional(),
      subPageAccessDataRef,
    ],
    *factory(originalFactory) {
      yield* originalFactory({
        ...params,
        loader: withSkeleton(params.loader),
      });
      yield subPageAccessDataRef(isOpen);
    },
  });
}
