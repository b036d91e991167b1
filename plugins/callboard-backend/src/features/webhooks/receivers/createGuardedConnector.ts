import { isIP } from 'net';
import { ConnectionOptions } from 'tls';
import { buildConnector } from 'undici';
import { isPublicAddress } from './isPublicAddress';
import {
  PlainReceiverError,
  ReceiverRules,
  RefusedReceiverError,
  stripBrackets,
} from './ReceiverRules';

/**
 * Connects to receivers, and only to public addresses unless the rules exempt them. IP addresses in
 * URLs are never resolved, so these are checked beforehand; the connected address is checked again.
 *
 * @param tls - for receivers whose certificates no public authority has signed
 */
export function createGuardedConnector(
  rules: ReceiverRules,
  timeoutMs: number,
  tls: Pick<ConnectionOptions, 'ca'> = {},
): buildConnector.connector {
  const options = { ...tls, timeout: timeoutMs };
  const connectAnywhere = buildConnector(options);
  const connectOutside = buildConnector({
    ...options,
    lookup: rules.lookupPublic,
  } as buildConnector.BuildOptions);
  return (target, callback) => {
    if (rules.isExempt(target)) {
      connectAnywhere(target, callback);
      return;
    }
    if (target.protocol !== 'https:') {
      // It was exempt when it was saved.
      callback(new PlainReceiverError(), null);
      return;
    }
    const host = stripBrackets(target.hostname);
    if (isIP(host) && !isPublicAddress(host)) {
      callback(new RefusedReceiverError(host), null);
      return;
    }
    connectOutside(target, (...[error, socket]) => {
      if (socket && !isPublicAddress(socket.remoteAddress ?? '')) {
        socket.destroy();
        callback(new RefusedReceiverError(host), null);
      } else if (error) {
        callback(error, null);
      } else {
        callback(null, socket!);
      }
    });
  };
}
