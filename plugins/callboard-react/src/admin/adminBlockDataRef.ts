import { createExtensionDataRef } from '@backstage/frontend-plugin-api';
import type { ReactElement } from 'react';
import type { AccessTest } from '../access/AccessTest';

/**
 * A block of the admin page's overview: a link with a description of its
 * target.
 *
 * @public
 */
export interface AdminBlock {
  title: string;
  /** One sentence: what the person can do there. */
  description: string;
  /** How things stand there, in a line; drawn once the block is shown. */
  facts?: ReactElement;
  /** 24 by 24 pixels, in the current text colour. */
  icon: ReactElement;
  /** The path in the portal that the block leads to. */
  to: string;
  /** Blocks are drawn in this order, then by title. */
  order: number;
  /** To whom its target is open; by default to admins of any workspace. */
  isOpen?: AccessTest;
}

/** How a block reaches the admin page. @public */
export const adminBlockDataRef = createExtensionDataRef<AdminBlock>().with({
  id: 'callboard.admin-block',
});
