import {
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarItem,
  SidebarScrollWrapper,
  SidebarSpace,
} from '@backstage/core-components';
import { NavContentBlueprint } from '@backstage/plugin-app-react';
import { SidebarSearchModal } from '@backstage/plugin-search';
import { UserSettingsSignInAvatar } from '@backstage/plugin-user-settings';
import MenuIcon from '@material-ui/icons/Menu';
import SearchIcon from '@material-ui/icons/Search';
import { Fragment } from 'react';
import { SidebarLogo } from './SidebarLogo';

/** The pages of Callboard, in the order in which people need them. */
const callboardPages = [
  'page:callboard-work/projects',
  'page:callboard-work',
  'page:callboard-activity',
  'page:callboard/organisation',
  'page:callboard',
];

/**
 * Search, home and catalog, the pages of Callboard, then whatever pages other
 * plugins bring, settings.
 */
export const portalNavigation = NavContentBlueprint.make({
  params: {
    component: ({ navItems }) => {
      const items = navItems.withComponent(item => (
        <SidebarItem icon={() => item.icon} to={item.href} text={item.title} />
      ));
      // The search modal leads there.
      items.take('page:search');
      const home = items.take('page:home');
      const catalog = items.take('page:catalog');
      const settings = items.take('page:user-settings');
      const callboard = callboardPages.map(id => (
        <Fragment key={id}>{items.take(id)}</Fragment>
      ));

      return (
        <Sidebar>
          <SidebarLogo />
          <SidebarGroup label="Search" icon={<SearchIcon />} to="/search">
            <SidebarSearchModal />
          </SidebarGroup>
          <SidebarDivider />
          <SidebarGroup label="Menu" icon={<MenuIcon />}>
            {home}
            {catalog}
            <SidebarDivider />
            <SidebarScrollWrapper>
              {callboard}
              {items.rest({ sortBy: 'title' })}
            </SidebarScrollWrapper>
          </SidebarGroup>
          <SidebarSpace />
          <SidebarDivider />
          <SidebarGroup
            label="Settings"
            icon={<UserSettingsSignInAvatar />}
            to="/settings"
          >
            {settings}
          </SidebarGroup>
        </Sidebar>
      );
    },
  },
});
