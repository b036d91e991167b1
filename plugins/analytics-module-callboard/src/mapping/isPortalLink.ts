import { NewActivity } from '@callboard/plugin-callboard-common';

/** Whether an activity is a click that opens another page of the portal. */
export function isPortalLink({ action, metadata }: NewActivity): boolean {
  const attributes = metadata?.attributes as { to?: unknown } | undefined;
  const to = attributes?.to;
  return action === 'click' && typeof to === 'string' && /^\/(?!\/)/.test(to);
}
