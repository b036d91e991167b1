import { useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { oncePerPortal } from '../api/oncePerPortal';
import { useCallboardClient } from '../api/useCallboardClient';
import { LiveConnection } from './LiveConnection';

/** The one connection of the portal, once it is there. */
const useHeld = oncePerPortal((): { connection?: LiveConnection } => ({}));

/**
 * Live updates, shared by all of Callboard in the portal; undefined in a portal
 * without signals.
 */
export function useLiveConnection(): LiveConnection | undefined {
  const signals = useApiHolder().get(signalApiRef);
  const client = useCallboardClient();
  const held = useHeld();
  if (signals && !held.connection) {
    held.connection = new LiveConnection(signals, client);
  }
  return held.connection;
}
