import { storageApiRef } from '@backstage/frontend-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { CallboardProvider } from '../query/CallboardProvider';
import { FakeServer } from '../testUtils';
import { firstStepsOf } from './firstStepsOf';
import { StepByVisit } from './StepByVisit';
import { useFirstSteps } from './useFirstSteps';

const serverOf = (name: string) =>
  new FakeServer().answer({
    getMe: () => ({
      user_ref: `user:default/${name}`,
      display_name: name,
      email: null,
      picture: null,
      is_super_admin: false,
      workspaces: [],
    }),
  });

function Steps() {
  const { done, note } = useFirstSteps();
  return (
    <>
      <p>{done ? `Done: ${[...done].join(', ')}` : 'Not known yet'}</p>
      <button onClick={() => note('item')}>Change an item</button>
    </>
  );
}

describe('the first steps', () => {
  it('are kept for each person, once each', async () => {
    const storage = mockApis.storage();
    const open = (name: string, content = <Steps />) =>
      renderInTestApp(<CallboardProvider>{content}</CallboardProvider>, {
        apis: [
          mockApis.fetch({ baseImplementation: serverOf(name).fetch }),
          mockApis.discovery({ baseUrl: 'http://portal' }),
          [storageApiRef, storage],
        ],
      });
    const first = open(
      'max',
      <>
        <StepByVisit step="board" />
        <Steps />
      </>,
    );
    expect(await screen.findByText('Done: board')).toBeVisible();
    const button = screen.getByRole('button', { name: 'Change an item' });
    await userEvent.click(button);
    await userEvent.click(button);
    expect(await screen.findByText('Done: board, item')).toBeVisible();
    first.unmount();

    const second = open('mona');
    expect(await screen.findByText('Done:')).toBeVisible();
    second.unmount();

    open('max');
    expect(await screen.findByText('Done: board, item')).toBeVisible();
  });

  it.each([
    [true, 'guest', 'tracker'],
    [false, 'admin', 'invite'],
    [false, 'member', 'item'],
    [false, 'guest', 'access'],
  ] as const)(
    'are three (super admin: %s, %s), among them: %s',
    (is_super_admin, role, step) => {
      const steps = firstStepsOf({ is_super_admin }, { role });
      expect(steps).toHaveLength(3);
      expect(steps).toContain(step);
    },
  );
});
