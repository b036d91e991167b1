import { EntityLayout } from '@backstage/plugin-catalog';
import {
  click,
  renderLegacyPage,
} from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route } from 'react-router-dom';
import { FakeWork } from '../__testUtils__/FakeWork';
import { mockScrollContainerSizes } from '../__testUtils__/mockScrollContainerSizes';
import {
  callboardWorkRoutes,
  EntityWorkCard,
  EntityWorkContent,
  HomeMyWork,
  MyWorkPage,
} from '.';

mockScrollContainerSizes();

const entityPath = '/catalog/default/component/payments-api';
const me = { assignees: ['user:default/max.member'] };

describe('callboard-work plugin on the legacy frontend system', () => {
  it('renders the My work page and saves a state changed there', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'Fix rounding', ...me });
    await renderLegacyPage('/my-work', server, {
      routes: callboardWorkRoutes(),
    });
    expect(
      await screen.findByRole('heading', { name: 'My work' }),
    ).toBeVisible();
    expect(screen.getAllByRole('main')).toHaveLength(1);
    await userEvent.click(await screen.findByText('Fix rounding'));
    const drawer = await screen.findByRole('dialog', { name: 'Work item' });
    await click('button', 'Backlog', drawer);
    await click('option', 'Todo');
    await waitFor(() => expect(item.state_group).toBe('unstarted'));
  });

  it.each(['/my-work', '/projects'])(
    'shows a link back at unknown paths below %s',
    async path => {
      await renderLegacyPage(`${path}/no-such-page`, new FakeWork(), {
        routes: callboardWorkRoutes(),
      });
      const back = await screen.findByRole('link', { name: /^Back to/ });
      expect(back).toHaveAttribute('href', path);
    },
  );

  it('renders a Work tab with list and board on entity pages @full', async () => {
    const server = new FakeWork();
    server.add({ title: 'Fix rounding' });
    await renderLegacyPage(entityPath, server, {
      entityRoutes: (
        <>
          <EntityLayout.Route path="/" title="Overview">
            <p>About it</p>
          </EntityLayout.Route>
          <EntityLayout.Route path="/work" title="Work">
            <EntityWorkContent />
          </EntityLayout.Route>
        </>
      ),
    });
    expect(await screen.findByText('About it')).toBeVisible();
    await click('tab', 'Work');
    expect(
      await screen.findByRole('row', { name: /Fix rounding/ }),
    ).toBeVisible();
    await click('button', /Board/);
    expect(
      await screen.findByRole('button', { name: 'PAY-1 Fix rounding' }),
    ).toBeVisible();
    expect(window.location.pathname).toBe(`${entityPath}/work`);
  });

  it.each(['/work', '/todo'])(
    'links the card on entity pages to the tab at %s @full',
    async tab => {
      const server = new FakeWork();
      server.add({ title: 'Fix rounding' });
      await renderLegacyPage(entityPath, server, {
        entityRoutes: (
          <>
            <EntityLayout.Route path="/" title="Overview">
              <EntityWorkCard />
            </EntityLayout.Route>
            <EntityLayout.Route path={tab} title="To do">
              <EntityWorkContent />
            </EntityLayout.Route>
          </>
        ),
      });
      expect(await screen.findByText('1 item')).toBeVisible();
      await click('link', 'View work items');
      expect(await screen.findByText('Fix rounding')).toBeVisible();
      expect(window.location.pathname).toBe(`${entityPath}${tab}`);
    },
  );

  it.each(['/my-work', '/what-to-do'])(
    'links the home widget to the My work page at %s @full',
    async path => {
      const server = new FakeWork();
      server.add({ title: 'Fix rounding', ...me });
      await renderLegacyPage('/', server, {
        routes: (
          <>
            <Route path="/" element={<HomeMyWork />} />
            <Route path={path} element={<MyWorkPage />} />
          </>
        ),
      });
      await click('link', 'PAY-1 Fix rounding');
      expect(
        await screen.findByRole('dialog', { name: 'Work item' }),
      ).toBeVisible();
      expect(window.location.pathname).toBe(path);
    },
  );

  it('omits links in the home widget when the app has no My work page', async () => {
    const server = new FakeWork();
    server.add({ title: 'Fix rounding', ...me });
    await renderLegacyPage('/', server, {
      routes: <Route path="/" element={<HomeMyWork />} />,
    });
    expect(await screen.findByText('PAY-1 Fix rounding')).toBeVisible();
    expect(screen.queryByRole('link', { name: /Fix rounding/ })).toBeNull();
  });
});
