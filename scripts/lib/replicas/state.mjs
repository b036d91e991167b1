/** What `npm run replicas` leaves for its own commands to find. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { holderOf } from '../lock.mjs';
import { replicasFolder } from '../paths.mjs';

/** Held while the replicas run. */
export const replicasLock = join(replicasFolder, 'replicas.json');

/** Where they are, written anew whenever one comes or goes. */
export const stateFile = join(replicasFolder, 'state.json');

/** The replicas as they are now; undefined when none run. */
export function presentReplicas() {
  if (!holderOf(replicasLock)) {
    return undefined;
  }
  try {
    return JSON.parse(readFileSync(stateFile, 'utf8')).replicas;
  } catch {
    return undefined;
  }
}
