import { screen } from '@testing-library/react';
import { Suspense } from 'react';
import { Route } from 'react-router-dom';
import { CallboardProvider } from '@callboard/plugin-callboard-react';
import { idOf } from '@callboard/plugin-callboard-react/testUtils';
import { answerAnalytics } from '../analytics/__testUtils__/answerAnalytics';
import { FakeDashboards } from '../__testUtils__/FakeDashboards';
import { openLegacyPortal } from './__testUtils__/openLegacyPortal';
import { callboardWorkDepartmentSection } from '.';

/** Opens a portal on the legacy frontend system that has a page of a department. */
function open(path: string): void {
  const server = new FakeDashboards();
  answerAnalytics(server);
  const { Section } = callboardWorkDepartmentSection;
  openLegacyPortal(
    path,
    server,
    <Route
      path="/department"
      element={
        <CallboardProvider>
          <Suspense fallback={null}>
            <Section
              workspace={server.me.workspaces[0]}
              department={{ id: idOf('department', 1) } as never}
            />
          </Suspense>
        </CallboardProvider>
      }
    />,
  );
}

describe('the plugin in a portal on the legacy frontend system', () => {
  it('has the page Analytics', async () => {
    open('/analytics?tab=time');
    expect(
      await screen.findByRole('heading', { name: 'Analytics' }),
    ).toBeVisible();
    expect(await screen.findByText('review')).toBeVisible();
    expect(screen.getAllByRole('main')).toHaveLength(1);
  });

  it('says of addresses beneath it that nothing is there', async () => {
    open('/analytics/no-such-page');
    expect(await screen.findByRole('link', { name: /^Back/ })).toHaveAttribute(
      'href',
      '/analytics',
    );
  });

  it('has work for the pages of departments', async () => {
    open('/department');
    expect(await screen.findByRole('list', { name: 'Work' })).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'More in Analytics' }),
    ).toHaveAttribute('href', expect.stringMatching(/^\/analytics\?/));
  });
});
