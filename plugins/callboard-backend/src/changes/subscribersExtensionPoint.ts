import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { Subscribers } from './Subscriber';

/**
 * Lets modules add subscribers before the plugin starts. The package does not export it: other
 * plugins receive changes through the platform's events service.
 */
export const subscribersExtensionPoint = createExtensionPoint<Subscribers>({
  id: 'callboard.subscribers',
});
