import type { IdentityApi } from '@backstage/frontend-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import type { FakeServer } from '@callboard/plugin-callboard-react/testUtils';
import { useEffect, type ComponentType } from 'react';

/** Creates a sign-in page that signs in the fake server's person at once. */
export function createSignInPage(
  server: FakeServer,
): ComponentType<SignInPageProps> {
  const identityApi: IdentityApi = {
    getBackstageIdentity: async () => ({
      type: 'user',
      userEntityRef: server.me.user_ref,
      ownershipEntityRefs: [server.me.user_ref],
    }),
    getProfileInfo: async () => ({ displayName: server.me.display_name }),
    getCredentials: async () => ({ token: 'signed-in' }),
    signOut: async () => {},
  };
  return function SignInPage({ onSignInSuccess }) {
    useEffect(() => onSignInSuccess(identityApi), [onSignInSuccess]);
    return null;
  };
}
