import {
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarSpace,
  SidebarItem,
} from '@backstage/core-components';
import { mayOpenAdminPage, WhereOpen } from '@callboard/plugin-callboard-react';
import { WhereTeam } from '@callboard/plugin-callboard-time';
import { NavContentBlueprint } from '@backstage/plugin-app-react';
import { UserSettingsSignInAvatar } from '@backstage/plugin-user-settings';
import MenuIcon from '@material-ui/icons/Menu';
import SearchIcon from '@material-ui/icons/Search';
import { Fragment, type ComponentProps } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { SidebarLogo } from './SidebarLogo';
import { SidebarScroll } from './SidebarScroll';
import { SidebarSearch } from './SidebarSearch';
import { LOW_ENTRY_HEIGHT, LOW_WINDOW } from './lowWindow';

const useStyles = makeStyles({
  item: {
    // The default label is cut long before the sidebar ends.
    '& .MuiTypography-root': { minWidth: 140 },
    // Overrides the portal's own style, which is applied later.
    [LOW_WINDOW]: { '&&': { height: LOW_ENTRY_HEIGHT } },
  },
});

/** An entry of the sidebar that shows the whole title of a page. */
const PortalItem = (props: ComponentProps<typeof SidebarItem>) => (
  <SidebarItem {...props} className={useStyles().item} />
);

/**
 * Callboard's pages, in the order in which people need them. The pages of managers and admins come
 * last: few people see them, and they move no other entry when they appear.
 */
const callboardPages = [
  'page:callboard-work/projects',
  'page:callboard-work',
  'page:callboard-time',
  'page:callboard-dashboards',
  'page:callboard-dashboards/analytics',
  'page:callboard-notifications',
  'page:callboard-activity',
  'page:callboard/organisation',
];
const teamPage = 'page:callboard-time/team';
const adminPage = 'page:callboard';

/** Search, home, catalog, pages of other plugins, Callboard's pages, settings. */
export const portalNavigation = NavContentBlueprint.make({
  params: {
    component: ({ navItems }) => {
      const items = navItems.withComponent(item => (
        <PortalItem icon={() => item.icon} to={item.href} text={item.title} />
      ));
      // The search modal links to it.
      items.take('page:search');
      const home = items.take('page:home');
      const catalog = items.take('page:catalog');
      const settings = items.take('page:user-settings');
      const callboard = callboardPages.map(id => (
        <Fragment key={id}>{items.take(id)}</Fragment>
      ));
      const team = items.take(teamPage);
      const admin = items.take(adminPage);

      return (
        <Sidebar>
          <SidebarLogo />
          <SidebarGroup label="Search" icon={<SearchIcon />} to="/search">
            <SidebarSearch />
          </SidebarGroup>
          <SidebarDivider />
          <SidebarGroup label="Menu" icon={<MenuIcon />}>
            {home}
            {catalog}
            <SidebarDivider />
            <SidebarScroll>
              {items.rest({ sortBy: 'title' })}
              <SidebarDivider />
              {callboard}
              <WhereTeam>{team}</WhereTeam>
              <WhereOpen to={mayOpenAdminPage}>{admin}</WhereOpen>
            </SidebarScroll>
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
