import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { portalNavigation } from './portalNavigation';

/** The sidebar. */
export const navigationModule = createFrontendModule({
  pluginId: 'app',
  extensions: [portalNavigation],
});
