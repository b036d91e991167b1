/** The files that `npm run replicas` writes for its commands. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findLockHolder } from '../lock.mjs';
import { replicasFolder } from '../paths.mjs';

/** Locked while the replicas run. */
export const replicasLock = join(replicasFolder, 'replicas.json');

/** The port, process id and readiness of each replica. Rewritten whenever one of them changes. */
export const stateFile = join(replicasFolder, 'state.json');

/** Returns the current replicas; undefined if none run. */
export function readRunningReplicas() {
  if (!findLockHolder(replicasLock)) {
    return undefined;
  }
  try {
    return JSON.parse(readFileSync(stateFile, 'utf8')).replicas;
  } catch {
    return undefined;
  }
}
