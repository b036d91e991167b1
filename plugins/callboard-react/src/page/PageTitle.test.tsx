import { mockApis, TestApiProvider } from '@backstage/frontend-test-utils';
import { configApiRef } from '@backstage/frontend-plugin-api';
import { render, waitFor } from '@testing-library/react';
import { Helmet } from 'react-helmet';
import { MemoryRouter } from 'react-router-dom';
import { DefaultPageTitle, PageTitle } from './PageTitle';

const config = mockApis.config({ data: { app: { title: 'Portal' } } });

function Portal(props: { item?: string; header?: string }) {
  const { item, header } = props;
  return (
    <TestApiProvider apis={[[configApiRef, config]]}>
      <MemoryRouter>
        <DefaultPageTitle />
        <PageTitle subject="payments-api" page="Work">
          {item && <PageTitle subject={item} />}
          {header && <Helmet title={header} />}
        </PageTitle>
      </MemoryRouter>
    </TestApiProvider>
  );
}

describe('PageTitle', () => {
  it('shows the innermost subject, the page and the portal in the browser tab', async () => {
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

  it('ignores the header title of another plugin, even if it mounts later', async () => {
    const { rerender } = render(<Portal />);
    await waitFor(() =>
      expect(document.title).toBe('payments-api · Work · Portal'),
    );
    rerender(<Portal header="Good morning" item="PAY-1" />);
    await waitFor(() => expect(document.title).toBe('PAY-1 · Work · Portal'));
    rerender(<Portal header="Good morning" />);
    await waitFor(() =>
      expect(document.title).toBe('payments-api · Work · Portal'),
    );
  });

  it('shows a subject with template placeholders unchanged', async () => {
    render(<Portal item="Print %s, not $1" />);
    await waitFor(() =>
      expect(document.title).toBe('Print %s, not $1 · Work · Portal'),
    );
  });
});
