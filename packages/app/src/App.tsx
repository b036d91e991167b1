import { createApp } from '@backstage/frontend-defaults';
import { callboardHeaderModule } from '@callboard/plugin-callboard';
import { homeModule } from './home';
import { navigationModule } from './portalNavigation';
import { signInModule } from './signIn';

/** Creates the portal; plugins come from the dependencies of this package. */
export function createPortal() {
  return createApp({
    features: [
      callboardHeaderModule,
      homeModule,
      navigationModule,
      signInModule,
    ],
  });
}
