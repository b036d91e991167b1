import { screen } from '@testing-library/react';
import { Route } from 'react-router-dom';
import { FakeBackend } from '../__testUtils__/FakeBackend';
import { renderLegacyPortal } from '../__testUtils__/renderLegacyPortal';
import { AdminPageEntry } from '.';

it('leads admins to their page', async () => {
  const backend = new FakeBackend();
  backend.addWorkspace({});
  backend.demote('admin');
  renderLegacyPortal('/', backend, {
    routes: (
      <Route
        path="/"
        element={
          <AdminPageEntry>
            <a href="/callboard">Callboard admin</a>
          </AdminPageEntry>
        }
      />
    ),
  });
  expect(
    await screen.findByRole('link', { name: 'Callboard admin' }),
  ).toBeVisible();
});
