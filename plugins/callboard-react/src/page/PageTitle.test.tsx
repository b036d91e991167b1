import { mockApis, TestApiProvider } from '@backstage/frontend-test-utils';
import { configApiRef } from '@backstage/frontend-plugin-api';
import { render, waitFor } from '@testing-library/react';
import { MemoryRouter } from 'react-router-dom';
import { DefaultPageTitle, PageTitle } from './PageTitle';

const config = mockApis.config({ data: { app: { title: 'Portal' } } });

function Portal({ item }: { item?: string }) {
  return (
    <TestApiProvider apis={[[configApiRef, config]]}>
      <MemoryRouter>
        <DefaultPageTitle />
        <PageTitle subject="payments-api" page="Work">
          {item && <PageTitle subject={item} />}
        </PageTitle>
      </MemoryRouter>
    </TestApiProvider>
  );
}

describe('The title of the browser tab', () => {
  it('names the innermost subject, the page and the portal', async () => {
    const { rerender } = render(<Portal />);
    await waitFor(() =>
      expect(document.title).toBe('payments-api · Work · Portal'),
    );
    rerender(<Portal item="PAY-1 Fix" />);
    await waitFor(() =>
      expect(document.title).toBe('PAY-1 Fix · Work · Portal'),
    );
    rerender(<Portal item="PAY-2 Test" />);
    await waitFor(() =>
      expect(document.title).toBe('PAY-2 Test · Work · Portal'),
    );
    rerender(<Portal />);
    await waitFor(() =>
      expect(document.title).toBe('payments-api · Work · Portal'),
    );
  });
});
