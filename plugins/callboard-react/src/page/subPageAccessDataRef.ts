import { createExtensionDataRef } from '@backstage/frontend-plugin-api';
import type { AccessTest } from '../access/AccessTest';

/**
 * The access test of a sub-page. Its page hides the tab from others; by address, they reach the
 * sub-page, which has to name who can grant access.
 *
 * @public
 */
export const subPageAccessDataRef = createExtensionDataRef<AccessTest>().with({
  id: 'callboard.sub-page-access',
});
