import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeTime } from '../__testUtils__/FakeTime';
import { WED } from '../__testUtils__/grid';
import { newSuggestion } from '../__testUtils__/newSuggestion';
import { renderTime } from '../__testUtils__/renderTime';

const DAY = '/my-time?view=day&date=2026-11-18';

describe('suggestions', () => {
  function suggesting(): FakeTime {
    const server = new FakeTime();
    const first = server.add({ title: 'Fix rounding' });
    const second = server.add({ title: 'Refund in yen' });
    server.suggestions = [
      newSuggestion(first),
      newSuggestion(second, {
        kind: 'timer',
        reason: 'the week was submitted',
        minutes: 30,
      }),
    ];
    return server;
  }
  const cards = async () =>
    within(await screen.findByRole('list', { name: 'Suggested' })).getAllByRole(
      'button',
      { name: /^Accept PAY/ },
    );

  it('say what they are made of, and are logged as they were changed', async () => {
    const server = suggesting();
    renderTime(DAY, server);
    const [accept] = await cards();
    const [evidence] = screen.getAllByRole('list', {
      name: 'Why this is suggested',
    });
    expect(evidence).toHaveTextContent('9:00 AMviewed work item');
    expect(
      screen.getByText(
        'A timer that could not be logged: the week was submitted',
      ),
    ).toBeVisible();
    const [time] = screen.getAllByRole('textbox', { name: 'Time' });
    await userEvent.clear(time);
    await userEvent.type(time, '1h');
    await userEvent.click(accept);
    expect(await screen.findByText('1 entry logged')).toBeVisible();
    expect(server.minutesOf(server.items[0], WED)).toBe(60);
    await waitFor(async () => expect(await cards()).toHaveLength(1));
  });

  it('are accepted all at once, and taken back all at once', async () => {
    const server = suggesting();
    renderTime(DAY, server);
    await cards();
    await userEvent.click(screen.getByRole('button', { name: 'Accept all 2' }));
    expect(await screen.findByText('2 entries logged')).toBeVisible();
    expect(server.worklogs).toHaveLength(2);
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(server.worklogs).toEqual([]));
  });

  it('say at their own field why they cannot be logged', async () => {
    const server = suggesting();
    server.settings.max_minutes_per_day = 40;
    renderTime(DAY, server);
    await cards();
    await userEvent.click(screen.getByRole('button', { name: 'Accept all 2' }));
    const [time] = screen.getAllByRole('textbox', { name: 'Time' });
    await waitFor(() =>
      expect(time).toHaveAccessibleDescription('leaves 10m of the day'),
    );
    expect(server.worklogs).toEqual([]);
  });

  describe('where entries take a description', () => {
    /** The first suggestion is of a workspace that wants words, the second is not. */
    function strict(): FakeTime {
      const server = suggesting();
      server.me.workspaces.push({
        ...server.me.workspaces[0],
        id: newSuggestion(server.items[0]).project_id,
        slug: 'strict',
        name: 'Strict',
      });
      server.settingsElsewhere = { strict: { require_description: true } };
      server.suggestions[0].workspace_slug = 'strict';
      return server;
    }
    const wordsOf = async (item: RegExp) => {
      const list = await screen.findByRole('list', { name: 'Suggested' });
      const card = within(list)
        .getAllByRole('listitem')
        .find(each => item.test(each.textContent!))!;
      return within(card).findByRole('textbox', { name: /^Description/ });
    };

    it('are accepted with one, which their own workspace wants', async () => {
      const server = strict();
      renderTime(DAY, server);
      const [accept, other] = await cards();
      await waitFor(() => expect(accept).toBeDisabled());
      expect(other).toBeEnabled();
      const field = await wordsOf(/PAY-1/);
      expect(field).toBeRequired();
      expect(await wordsOf(/PAY-2/)).not.toBeRequired();
      await userEvent.type(field, 'Read the report{Enter}');
      expect(await screen.findByText('1 entry logged')).toBeVisible();
      expect(server.worklogs).toMatchObject([
        { description: 'Read the report' },
      ]);
    });

    it('are accepted all but those without, which are named', async () => {
      const server = strict();
      renderTime(DAY, server);
      const field = await wordsOf(/PAY-1/);
      await waitFor(() => expect(field).toBeRequired());
      await userEvent.click(
        screen.getByRole('button', { name: 'Accept all 2' }),
      );
      expect(await screen.findByText('1 entry logged')).toBeVisible();
      expect(
        screen.getByText('A description is still missing for PAY-1.'),
      ).toBeVisible();
      expect(server.worklogs).toHaveLength(1);
      expect(await wordsOf(/PAY-1/)).toHaveAccessibleDescription(
        'Say what you did.',
      );
    });

    it('say at that field what the server misses', async () => {
      const server = suggesting();
      renderTime(DAY, server);
      const [accept] = await cards();
      // Settled by an admin a moment ago.
      server.settings = { ...server.settings, require_description: true };
      await userEvent.click(accept);
      await waitFor(async () =>
        expect(await wordsOf(/PAY-1/)).toHaveAccessibleDescription(
          'is required here',
        ),
      );
    });
  });

  it('are dismissed once the way back is gone', async () => {
    const server = suggesting();
    renderTime(DAY, server);
    await cards();
    const dismiss = () =>
      userEvent.click(screen.getByRole('button', { name: /^Dismiss PAY-1/ }));
    await dismiss();
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(await cards()).toHaveLength(2);
    await dismiss();
    expect(await cards()).toHaveLength(1);
    expect(server.suggestions).toHaveLength(2);
    // Leaving the page sends it.
    await userEvent.click(screen.getByRole('button', { name: /^Week/ }));
    await waitFor(() => expect(server.suggestions).toHaveLength(1));
  });
});
