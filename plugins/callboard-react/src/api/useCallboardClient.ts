import {
  discoveryApiRef,
  fetchApiRef,
  useApi,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import { CallboardClient } from '@callboard/plugin-callboard-common';
import { useMemo } from 'react';
import { callboardApiRef } from './callboardApiRef';

/** Returns the client of Callboard's API, with the signed-in person's credentials. @public */
export function useCallboardClient(): CallboardClient {
  const replaced = useApiHolder().get(callboardApiRef);
  const fetchApi = useApi(fetchApiRef);
  const discoveryApi = useApi(discoveryApiRef);
  return useMemo(
    () => replaced ?? new CallboardClient({ fetchApi, discoveryApi }),
    [replaced, fetchApi, discoveryApi],
  );
}
