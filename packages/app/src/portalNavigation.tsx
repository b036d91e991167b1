import {
  Link,
  sidebarConfig,
  useSidebarOpenState,
  SidebarScrollWrapper,
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarSpace,
  SidebarItem,
} from '@backstage/core-components';
import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { CallboardLogo } from './CallboardLogo';
import { SidebarSearchModal } from '@backstage/plugin-search';
import {
  canOpenAdminPage,
  IfAccessible,
} from '@callboard/plugin-callboard-react';
import { WhereTeam } from '@callboard/plugin-callboard-time';
import { NavContentBlueprint } from '@backstage/plugin-app-react';
import { UserSettingsSignInAvatar } from '@backstage/plugin-user-settings';
import MenuIcon from '@material-ui/icons/Menu';
import SearchIcon from '@material-ui/icons/Search';
import { Fragment, type ComponentProps, type ReactNode } from 'react';

/**
 * Matches windows that are too low for the whole menu at the default entry height, for example on a
 * laptop with 1366×768 pixels.
 */
const LOW_WINDOW = '@media (max-height: 900px) and (min-width: 600px)';

/** The height of an entry in a low window, in px. In other windows, it is 48 px. */
const LOW_ENTRY_HEIGHT = 38;

const useLogoStyles = makeStyles({
  root: {
    height: 3 * sidebarConfig.logoHeight,
    display: 'flex',
    alignItems: 'center',
    paddingLeft: 22,
    marginBottom: -14,
    [LOW_WINDOW]: { height: 2 * sidebarConfig.logoHeight, marginBottom: -8 },
  },
  link: {
    display: 'flex',
    alignItems: 'center',
    gap: 12,
    color: '#fff',
    fontSize: 20,
    fontWeight: 600,
    letterSpacing: 0.2,
    '&:hover': { color: '#fff' },
  },
});

/** The logo at the top of the sidebar, with the name while the sidebar is open. */
const SidebarLogo = () => {
  const classes = useLogoStyles();
  const { isOpen } = useSidebarOpenState();

  return (
    <div className={classes.root}>
      <Link
        to="/"
        underline="none"
        className={classes.link}
        aria-label="Callboard, home"
      >
        <CallboardLogo size={28} />
        {isOpen && <span>Callboard</span>}
      </Link>
    </div>
  );
};

const useScrollStyles = makeStyles({
  // The default scrollbar is visible only on hover, so users would miss the entries below.
  scroll: {
    '&&': {
      overflowY: 'auto',
      scrollbarWidth: 'thin',
      scrollbarColor: 'rgba(255, 255, 255, 0.4) transparent',
    },
  },
});

/** Entries that scroll, with a visible scrollbar, if the window is too low for all. */
const SidebarScroll = (props: { children: ReactNode }) => (
  <SidebarScrollWrapper className={useScrollStyles().scroll}>
    {props.children}
  </SidebarScrollWrapper>
);

const useSearchStyles = makeStyles({
  // The height of an entry, so that the entries below do not move once it has loaded.
  entry: {
    minHeight: 48,
    [LOW_WINDOW]: {
      minHeight: LOW_ENTRY_HEIGHT,
      '& > *': { height: LOW_ENTRY_HEIGHT },
    },
  },
});

/** The entry that opens the portal's search. */
const SidebarSearch = () => (
  <div className={useSearchStyles().entry}>
    <SidebarSearchModal />
  </div>
);

const useItemStyles = makeStyles({
  item: {
    // By default, labels are cut off although the sidebar has space for them.
    '& .MuiTypography-root': { minWidth: 140 },
    // Overrides the portal's own style, which is applied later.
    [LOW_WINDOW]: { '&&': { height: LOW_ENTRY_HEIGHT } },
  },
});

/** An entry of the sidebar that shows the whole title of a page. */
const PortalItem = (props: ComponentProps<typeof SidebarItem>) => (
  <SidebarItem {...props} className={useItemStyles().item} />
);

/**
 * Callboard's pages for everyone, in the order in which people need them. `teamPage` and
 * `adminPage` come last: few people see them, and no other entry moves when they appear.
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

/** Shows, in order: search, home, catalog, pages of other plugins, Callboard's pages, settings. */
const portalNavigation = NavContentBlueprint.make({
  params: {
    component: ({ navItems }) => {
      const items = navItems.withComponent(item => (
        <PortalItem icon={() => item.icon} to={item.href} text={item.title} />
      ));
      // Removes the search page from `rest()`, because the search modal links to it.
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
              <IfAccessible to={canOpenAdminPage}>{admin}</IfAccessible>
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

/** The sidebar. */
export const navigationModule = createFrontendModule({
  pluginId: 'app',
  extensions: [portalNavigation],
});
