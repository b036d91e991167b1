import { useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { createPortalSingletonHook } from '../api/createPortalSingletonHook';
import { useCallboardClient } from '../api/useCallboardClient';
import { LiveConnection } from './LiveConnection';

/** The portal's single connection, once it is created. */
const useSharedConnection = createPortalSingletonHook(
  (): { connection?: LiveConnection } => ({}),
);

/** The live updates shared by all Callboard plugins; undefined in a portal without signals. */
export function useLiveConnection(): LiveConnection | undefined {
  const signals = useApiHolder().get(signalApiRef);
  const client = useCallboardClient();
  const shared = useSharedConnection();
  if (signals && !shared.connection) {
    shared.connection = new LiveConnection(signals, client);
  }
  return shared.connection;
}
