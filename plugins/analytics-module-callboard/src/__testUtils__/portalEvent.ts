import { PortalEvent } from '../mapping/PortalEvent';

/** An event as the portal emits it; a visit to the home page unless told otherwise. */
export function portalEvent(event: Partial<PortalEvent> = {}): PortalEvent {
  return {
    action: 'navigate',
    subject: '/',
    context: { pluginId: 'home', extensionId: 'page:home' },
    ...event,
  };
}
