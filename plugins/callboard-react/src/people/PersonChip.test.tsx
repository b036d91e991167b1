import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { CallboardProvider } from '../query/CallboardProvider';
import { PersonChip } from './PersonChip';

const ADA = 'user:default/ada';

function render(element: JSX.Element) {
  const asked: string[] = [];
  const answers: Record<string, unknown> = {
    staff: {
      items: [
        { user_ref: null, position: 'Namesake', department_id: null },
        { user_ref: ADA, position: 'Engineer', department_id: 'payments' },
      ],
      next_cursor: null,
    },
    tree: {
      items: [
        {
          id: 'engineering',
          name: 'Engineering',
          children: [{ id: 'payments', name: 'Payments', children: [] }],
        },
      ],
    },
  };
  renderInTestApp(<CallboardProvider>{element}</CallboardProvider>, {
    mountedRoutes: {
      '/catalog/:namespace/:kind/:name': entityRouteRef as never,
    },
    apis: [
      mockApis.discovery({ baseUrl: 'http://portal' }),
      mockApis.fetch({
        baseImplementation: async input => {
          const { pathname } = new URL(String(input));
          asked.push(pathname);
          return Response.json(answers[pathname.split('/').pop()!]);
        },
      }),
    ],
  });
  return asked;
}

describe('PersonChip', () => {
  it('is a link to the person, and asks for nothing', async () => {
    const asked = render(<PersonChip userRef={ADA} name="Ada Lovelace" />);
    expect(
      await screen.findByRole('link', { name: 'Ada Lovelace' }),
    ).toHaveAttribute('href', '/catalog/default/user/ada');
    await userEvent.hover(screen.getByText('Ada Lovelace'));
    expect(asked).toEqual([]);
  });

  it('tells position and department once one rests on it', async () => {
    const asked = render(
      <PersonChip userRef={ADA} name="Ada Lovelace" workspace="default" />,
    );
    const link = await screen.findByRole('link', { name: 'Ada Lovelace' });
    expect(asked).toEqual([]);
    await userEvent.hover(link);
    const card = await screen.findByRole('tooltip');
    expect(await screen.findByText('Engineer')).toBeVisible();
    expect(card).toHaveTextContent('Ada LovelaceEngineerPayments');
    expect(asked).toHaveLength(2);
  });
});
