import { renderInTestApp } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { PageBody } from '../page/PageBody';
import { bridged } from './bridged';
import { LegacyPage } from './LegacyPage';
import { legacyTab } from './legacyTab';

/** A page that can also be a tab of another. */
const AuditPage = () => (
  <LegacyPage title="Audit">
    <PageBody>Who did what</PageBody>
  </LegacyPage>
);

async function render(element: JSX.Element) {
  const Page = await bridged(async () => () => element)();
  await renderInTestApp(<Page />);
}

describe('LegacyPage', () => {
  it('has a header, and is the only main landmark', async () => {
    await render(<AuditPage />);
    expect(screen.getByRole('heading', { name: 'Audit' })).toBeVisible();
    expect(screen.getByText('Who did what')).toBeVisible();
    expect(screen.getAllByRole('main')).toHaveLength(1);
  });

  it('loads tabs when they are shown, and leaves out the headers of pages in them', async () => {
    const load = jest.fn(async () => <AuditPage />);
    await render(
      <LegacyPage
        title="Admin"
        tabs={[
          { path: '/overview', title: 'Overview', element: <p>All is well</p> },
          legacyTab({ path: 'audit', title: 'Audit log', loader: load }),
        ]}
      />,
    );
    expect(screen.getByText('All is well')).toBeVisible();
    expect(load).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole('tab', { name: 'Audit log' }));
    expect(await screen.findByText('Who did what')).toBeVisible();
    expect(screen.getByRole('heading', { name: 'Admin' })).toBeVisible();
    expect(screen.queryByRole('heading', { name: 'Audit' })).toBeNull();
    expect(screen.getAllByRole('main')).toHaveLength(1);
  });
});
