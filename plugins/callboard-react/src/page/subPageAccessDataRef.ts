import { createExtensionDataRef } from '@backstage/frontend-plugin-api';
import type { AccessTest } from '../access/AccessTest';

/**
 * How a sub-page says to whom it is open. Its page has no tab for others; by
 * address, they reach the sub-page, which has to tell them who can let them in.
 *
 * @public
 */
export const subPageAccessDataRef = createExtensionDataRef<AccessTest>().with({
  id: 'callboard.sub-page-access',
});
