import type { PageLayoutProps } from '@backstage/frontend-plugin-api';
import appPlugin from '@backstage/plugin-app';
import { SwappableComponentBlueprint } from '@backstage/plugin-app-react';
import type { ComponentType } from 'react';

const { component } = SwappableComponentBlueprint.dataRefs;

/**
 * The portal's own layout of pages, with the header also for pages that do without,
 * as the home page and pages converted from the legacy frontend system do. What
 * belongs on every page would not be on those otherwise.
 */
export const pageLayout = appPlugin
  .getExtension('component:app/core-page-layout')
  .override({
    factory(originalFactory) {
      const { ref, loader } = originalFactory().get(component);
      const withHeader = async () => {
        const Layout = (await loader()) as ComponentType<PageLayoutProps>;
        return (props: PageLayoutProps) => (
          <Layout {...props} noHeader={false} />
        );
      };
      return [component({ ref, loader: withHeader as typeof loader })];
    },
  });
