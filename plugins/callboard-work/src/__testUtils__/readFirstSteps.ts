import type { StorageApi } from '@backstage/frontend-plugin-api';

/** The first steps that Max has done, as the portal stores them. */
export const readFirstSteps = (storage: StorageApi) =>
  storage.forBucket('callboard.first-steps').snapshot('user:default/max.member')
    .value;
