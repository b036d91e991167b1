import { ProxiedSignInPage } from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { SignInPageProps } from '@backstage/plugin-app-react';
import { DemoSignInPage } from './DemoSignInPage';

/**
 * Shows the demo people if `demo.enabled` is set. Otherwise uses the company's sign-in, here a proxy
 * in front of the portal that authenticates people. For another provider, such as GitHub, return:
 *
 *     <SignInPage
 *       {...props}
 *       auto
 *       provider={{
 *         id: 'github-auth-provider',
 *         title: 'GitHub',
 *         message: 'Sign in with your GitHub account',
 *         apiRef: githubAuthApiRef,
 *       }}
 *     />
 *
 * with `SignInPage` from core-components and `githubAuthApiRef` from
 * core-plugin-api. The matching backend settings are in
 * `app-config.production.yaml`.
 */
export const PortalSignInPage = (props: SignInPageProps) => {
  const config = useApi(configApiRef);
  return config.getOptionalBoolean('demo.enabled') ? (
    <DemoSignInPage {...props} />
  ) : (
    <ProxiedSignInPage {...props} provider="oauth2Proxy" />
  );
};
