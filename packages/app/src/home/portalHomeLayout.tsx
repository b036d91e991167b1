import { Content } from '@backstage/core-components';
import { CustomHomepageGrid } from '@backstage/plugin-home';
import {
  HomePageLayoutBlueprint,
  HomePageLayoutProps,
} from '@backstage/plugin-home-react/alpha';
import { Fragment, useMemo } from 'react';

/** The usual grid has ten columns on a laptop, which tears a row apart. */
const columns = { xl: 12, lg: 12, md: 12, sm: 12, xs: 4, xxs: 2 };

const PortalHomeLayout = ({ widgets, defaultConfig }: HomePageLayoutProps) => {
  const config = useMemo(
    () =>
      defaultConfig?.map(({ column, row, ...item }) => ({
        ...item,
        x: column,
        y: row,
      })),
    [defaultConfig],
  );
  return (
    <Content>
      <CustomHomepageGrid title="Overview" config={config} cols={columns}>
        {widgets.map(widget => (
          <Fragment key={widget.name}>{widget.component}</Fragment>
        ))}
      </CustomHomepageGrid>
    </Content>
  );
};

/** The home page's grid, twelve columns wide on everything but a phone. */
export const portalHomeLayout = HomePageLayoutBlueprint.make({
  params: { loader: async () => PortalHomeLayout },
});
