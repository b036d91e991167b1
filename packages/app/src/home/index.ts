import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { portalHomeLayout } from './portalHomeLayout';
import { gettingStartedWidget } from './gettingStartedWidget';

/** The extensions that this portal adds to the home page. */
export const homeModule = createFrontendModule({
  pluginId: 'home',
  extensions: [portalHomeLayout, gettingStartedWidget],
});
