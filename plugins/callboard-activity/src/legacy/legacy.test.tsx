import { EntityLayout } from '@backstage/plugin-catalog';
import { getAdminBlock } from '@callboard/plugin-callboard-react/legacy';
import { renderLegacyPage } from '@callboard/plugin-callboard-react/testUtils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route } from 'react-router-dom';
import { createServerWithRows } from '../__testUtils__/portal';
import {
  ActivityPage,
  activityTrackerTab,
  ActivityTrackerPage,
  callboardActivityRoutes,
  EntityActivityCard,
  EntityActivityContent,
  HomeRecentActivity,
} from '.';

const entityPath = '/catalog/default/component/payments-api';

/** A server with a recent change. */
const createServerWithChange = () => createServerWithRows({});

describe('activity plugin on the legacy frontend system', () => {
  it('renders the Activity page with a My activity tab', async () => {
    await renderLegacyPage('/activity', createServerWithChange(), {
      routes: callboardActivityRoutes(),
    });
    expect(
      await screen.findByRole('heading', { name: 'Activity' }),
    ).toBeVisible();
    expect(await screen.findByText('1 action')).toBeVisible();
    expect(screen.getAllByRole('main')).toHaveLength(1);
    await userEvent.click(screen.getByRole('tab', { name: 'My activity' }));
    expect(
      await screen.findByRole('checkbox', { name: 'Record my page views' }),
    ).toBeEnabled();
    expect(window.location.pathname).toBe('/activity/mine');
    expect(screen.getAllByRole('main')).toHaveLength(1);
  });

  it.each(['/activity', '/activity/workspace', '/activity/mine'])(
    'shows a link back for unknown paths below %s @full',
    async path => {
      await renderLegacyPage(`${path}/no-such-page`, createServerWithChange(), {
        routes: callboardActivityRoutes(),
      });
      const back = await screen.findByRole('link', { name: /^Back to/ });
      expect(back).toHaveAttribute('href', path);
    },
  );

  it('renders the Activity Tracker as a standalone page', async () => {
    const server = createServerWithChange();
    await renderLegacyPage('/audit', server, {
      routes: <Route path="/audit" element={<ActivityTrackerPage />} />,
    });
    expect(
      await screen.findByRole('heading', { name: 'Activity Tracker' }),
    ).toBeVisible();
    expect(
      await screen.findByRole('list', { name: 'By action' }),
    ).toHaveTextContent('updated1');
    expect(server.listQueries('/admin/activity')).not.toHaveLength(0);
  });

  it('provides an admin page block for the Activity Tracker tab', () => {
    expect(getAdminBlock(activityTrackerTab.element)).toMatchObject({
      title: 'Activity Tracker',
      isOpen: expect.any(Function),
    });
  });

  it('shows an Activity tab on entity pages @full', async () => {
    const server = createServerWithChange();
    await renderLegacyPage(entityPath, server, {
      entityRoutes: (
        <>
          <EntityLayout.Route path="/" title="Overview">
            <p>About it</p>
          </EntityLayout.Route>
          <EntityLayout.Route path="/activity" title="Activity">
            <EntityActivityContent />
          </EntityLayout.Route>
        </>
      ),
    });
    expect(await screen.findByText('About it')).toBeVisible();
    await userEvent.click(screen.getByRole('tab', { name: 'Activity' }));
    expect(await screen.findByText('1 action')).toBeVisible();
    const [query] = server.listQueries('/activity');
    expect(query.get('about')).toBe('component:default/payments-api');
  });

  it.each(['/activity', '/history'])(
    'links from the entity card to the Activity tab at %s @full',
    async tab => {
      await renderLegacyPage(entityPath, createServerWithChange(), {
        entityRoutes: (
          <>
            <EntityLayout.Route path="/" title="Overview">
              <EntityActivityCard />
            </EntityLayout.Route>
            <EntityLayout.Route path={tab} title="All of it">
              <EntityActivityContent />
            </EntityLayout.Route>
          </>
        ),
      });
      const list = await screen.findByRole('list', { name: 'Recent activity' });
      expect(within(list).getByText('updated')).toBeVisible();
      await userEvent.click(
        screen.getByRole('link', { name: 'See all activity' }),
      );
      expect(window.location.pathname).toBe(`${entityPath}${tab}`);
      expect(await screen.findByText('1 action')).toBeVisible();
    },
  );

  it.each(['/activity', '/what-happened'])(
    'links from the home widget to the Activity page at %s @full',
    async path => {
      await renderLegacyPage('/', createServerWithChange(), {
        routes: (
          <>
            <Route path="/" element={<HomeRecentActivity />} />
            <Route path={path} element={<ActivityPage />} />
          </>
        ),
      });
      expect(
        await screen.findByRole('list', { name: 'Recent activity' }),
      ).toBeVisible();
      await userEvent.click(screen.getByRole('link', { name: 'See all' }));
      expect(
        await screen.findByRole('heading', { name: 'Activity' }),
      ).toBeVisible();
      expect(window.location.pathname).toBe(path);
    },
  );

  it('omits the See all link of the home widget when no Activity page exists', async () => {
    await renderLegacyPage('/', createServerWithChange(), {
      routes: <Route path="/" element={<HomeRecentActivity />} />,
    });
    expect(
      await screen.findByRole('list', { name: 'Recent activity' }),
    ).toBeVisible();
    expect(screen.queryByRole('link', { name: 'See all' })).toBeNull();
  });
});
