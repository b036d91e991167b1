import { PortalEvent } from '../mapping/toActivity';

/** An event as the portal emits it; by default a visit to the home page. */
export function createPortalEvent(
  event: Partial<PortalEvent> = {},
): PortalEvent {
  return {
    action: 'navigate',
    subject: '/',
    context: { pluginId: 'home', extensionId: 'page:home' },
    ...event,
  };
}
