import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';

/** Whether a person is signed in, as far as the backend can identify them. @public */
export function useIsSignedIn(): boolean {
  const identity = useApi(identityApiRef);
  const { data } = useQuery({
    queryKey: ['callboard', 'is-signed-in'],
    // Resolves once a person has signed in.
    queryFn: async () => Boolean((await identity.getCredentials()).token),
    staleTime: Infinity,
    retry: false,
  });
  return data ?? false;
}
