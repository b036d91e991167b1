import { render, screen, waitFor } from '@testing-library/react';
import { reactComplaints } from './reactComplaints';

describe('the errors of queries in page tests', () => {
  beforeEach(() => {
    render(<p>Only this</p>);
  });

  it('print the page when a query finds nothing', () => {
    expect(() => screen.getByText('Missing')).toThrow('Only this');
  });

  it('print the page when a wait gives up', async () => {
    await expect(
      screen.findByText('Missing', {}, { timeout: 100 }),
    ).rejects.toThrow('Only this');
  });

  it('leave the page out while a test waits', async () => {
    const message = await waitFor(() => {
      try {
        return screen.getByText('Missing').textContent;
      } catch (error) {
        return (error as Error).message;
      }
    });
    expect(message).toContain('Unable to find an element');
    expect(message).not.toContain('Only this');
  });
});

describe('the properties of elements in page tests', () => {
  it('are checked while a test watches the console', () => {
    const Sized = (_: { size: string }) => <p>Sized</p>;
    Sized.propTypes = { size: () => new Error('Too large') };
    const errors = jest.spyOn(console, 'error').mockReturnValue();
    render(<Sized size="9" />);
    expect(reactComplaints(errors.mock.calls).join()).toContain('Too large');
  });
});
