import { StorageApi } from '@backstage/frontend-plugin-api';
import { captureOptOut } from '@callboard/plugin-callboard-common';

/**
 * The decision of a user: `out` or `in` if the user has decided, otherwise `none`; `unknown` until
 * the portal's storage has loaded the decision.
 */
export type Decision = 'out' | 'in' | 'none' | 'unknown';

/**
 * Passes the user's decision to the listener now, and each time it may have changed. Omits unknown
 * decisions.
 */
export function observeDecision(
  storageApi: StorageApi,
  listener: (decision: Decision) => void,
): () => void {
  const bucket = storageApi.forBucket(captureOptOut.bucket);
  const report = (snapshot: { presence: string; value?: unknown }) => {
    const decision = toDecision(snapshot);
    if (decision !== 'unknown') {
      listener(decision);
    }
  };
  const subscription = bucket
    .observe$<boolean>(captureOptOut.key)
    .subscribe({ next: report, error: () => {} });
  report(bucket.snapshot<boolean>(captureOptOut.key));
  return () => subscription.unsubscribe();
}

function toDecision(snapshot: { presence: string; value?: unknown }): Decision {
  if (snapshot.presence === 'unknown') {
    return 'unknown';
  }
  if (snapshot.presence === 'absent') {
    return 'none';
  }
  return snapshot.value === true ? 'out' : 'in';
}
