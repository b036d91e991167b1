import type { PageLayoutProps } from '@backstage/frontend-plugin-api';
import appPlugin from '@backstage/plugin-app';
import { SwappableComponentBlueprint } from '@backstage/plugin-app-react';
import GlobalStyles from '@mui/material/GlobalStyles';
import type { ComponentType } from 'react';

const { component } = SwappableComponentBlueprint.dataRefs;

const crumb = '.bui-PluginHeaderBreadcrumbs li';

/** Keeps long breadcrumbs from overlapping the header's buttons in narrow windows. */
const narrowBreadcrumbs = (
  <GlobalStyles
    styles={{
      '@media (max-width: 600px)': {
        [crumb]: { minWidth: 0 },
        [`${crumb}:not(:nth-last-of-type(-n + 2))`]: { display: 'none' },
      },
    }}
  />
);

/**
 * The portal's page layout, with a header also for pages without one, such as the home page and
 * pages converted from the legacy frontend system. Otherwise they would lack the actions for every
 * page.
 */
export const pageLayout = appPlugin
  .getExtension('component:app/core-page-layout')
  .override({
    factory(originalFactory) {
      const { ref, loader } = originalFactory().get(component);
      const loadWithHeader = async () => {
        const Layout = (await loader()) as ComponentType<PageLayoutProps>;
        return (props: PageLayoutProps) => (
          <>
            {narrowBreadcrumbs}
            <Layout {...props} noHeader={false} />
          </>
        );
      };
      return [component({ ref, loader: loadWithHeader as typeof loader })];
    },
  });
