import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';

/**
 * Whether somebody has signed in, as far as the backend can tell who it is.
 *
 * @public
 */
export function useIsSignedIn(): boolean {
  const identity = useApi(identityApiRef);
  const { data } = useQuery({
    queryKey: ['callboard', 'is-signed-in'],
    // It answers once somebody has.
    queryFn: async () => Boolean((await identity.getCredentials()).token),
    staleTime: Infinity,
    retry: false,
  });
  return data ?? false;
}
