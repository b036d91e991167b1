import {
  attachComponentData,
  getComponentData,
} from '@backstage/core-plugin-api';
import type { ComponentType, ReactNode } from 'react';
import type { AdminBlock } from '../admin/adminBlockDataRef';

const ADMIN_BLOCK = 'callboard.admin-block';

/** A block whose path is known once the portal has mounted the page. @public */
export type UnplacedAdminBlock = Omit<AdminBlock, 'to'>;

/**
 * Gives a page of the legacy frontend system a block on the admin page's overview, which is shown
 * if the page is one of its tabs.
 *
 * @public
 */
export function attachAdminBlock(
  page: ComponentType<any>,
  block: UnplacedAdminBlock,
): void {
  attachComponentData(page, ADMIN_BLOCK, block);
}

/** The block of a page, if it has one. @public */
export function getAdminBlock(page: ReactNode): UnplacedAdminBlock | undefined {
  return getComponentData(page, ADMIN_BLOCK);
}
