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
  /** Whether the target is open to a person; by default to admins of any workspace. */
  isOpen?: AccessTest;
}

/** The extension data of a block. @public */
export const adminBlockDataRef = createExtensionDataRef<AdminBlock>().with({
  id: 'callboard.admin-block',
});
