import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import type { Subscription } from '@callboard/plugin-callboard-common';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { CallboardProvider } from '../query/CallboardProvider';
import { FakeServer } from '../testUtils/FakeServer';
import { Refusal } from '../testUtils/Refusal';
import type { Followed } from './Followed';
import { FollowButton } from './FollowButton';

jest.setTimeout(60_000);

const PROJECT = '01900000-0000-7000-8000-00000000000a';
const ITEM = '01900000-0000-7000-8000-00000000000b';

/** Somebody who has been assigned an item, and has said nothing of it. */
class FakeFollowing extends FakeServer {
  chosen: Subscription['level'] | undefined;

  constructor() {
    super();
    this.answer({
      getWorkItemSubscription: () => this.#now,
      putWorkItemSubscription: ({ body }) => {
        this.chosen = body.level;
        return this.#now;
      },
      deleteWorkItemSubscription: () => {
        this.chosen = undefined;
      },
    });
  }

  get #now(): Subscription {
    return this.chosen
      ? { level: this.chosen, source: 'own' }
      : { level: 'all', source: 'assignee' };
  }
}

function render(
  server: FakeServer,
  followed: Followed = { slug: 'default', pid: PROJECT, iid: ITEM },
) {
  renderInTestApp(
    <CallboardProvider>
      <FollowButton followed={followed} />
    </CallboardProvider>,
    {
      apis: [
        mockApis.fetch({ baseImplementation: server.fetch }),
        mockApis.discovery({ baseUrl: 'http://portal' }),
      ],
    },
  );
}

describe('the button that follows a work item', () => {
  it('mutes it, and forgets that again', async () => {
    const server = new FakeFollowing();
    render(server);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Following' }),
    );
    expect(
      screen.getByRole('menuitemradio', { name: /^Everything/ }),
    ).toBeChecked();
    await userEvent.click(
      screen.getByRole('menuitemradio', { name: /^Nothing/ }),
    );
    await userEvent.click(await screen.findByRole('button', { name: 'Muted' }));
    await waitFor(() => expect(server.chosen).toBe('none'));
    await userEvent.click(
      screen.getByRole('menuitem', { name: 'Forget my choice' }),
    );
    expect(
      await screen.findByRole('button', { name: 'Following' }),
    ).toBeVisible();
    expect(server.chosen).toBeUndefined();
  });

  it('is as it was where the choice could not be saved', async () => {
    const server = new FakeFollowing();
    render(server);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Following' }),
    );
    const refusal = new Refusal(403, 'Not today');
    server.refuseNext = { method: 'PUT', refusal };
    await userEvent.click(
      screen.getByRole('menuitemradio', { name: /^Nothing/ }),
    );
    expect(await screen.findByText('Not today')).toBeInTheDocument();
    expect(
      await screen.findByRole('button', { name: 'Following' }),
    ).toBeVisible();
  });
});

describe('the button that follows a dashboard', () => {
  it('offers no mentions, and says what one hears', async () => {
    let chosen: Subscription = { level: 'all', source: 'author' };
    const server = new FakeServer().answer({
      getDashboardSubscription: () => chosen,
      putDashboardSubscription: ({ params, body }) => {
        expect(params).toEqual({ slug: 'default', id: PROJECT });
        chosen = { level: body.level, source: 'own' };
        return chosen;
      },
    });
    render(server, { slug: 'default', dashboard: PROJECT });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Following' }),
    );
    expect(
      screen
        .getAllByRole('menuitemradio')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'EverythingYou hear when a number crosses one of its thresholds.',
      'NothingYou hear nothing of it.',
    ]);
    await userEvent.click(
      screen.getByRole('menuitemradio', { name: /^Nothing/ }),
    );
    expect(await screen.findByRole('button', { name: 'Muted' })).toBeVisible();
    await waitFor(() => expect(chosen.level).toBe('none'));
  });
});
