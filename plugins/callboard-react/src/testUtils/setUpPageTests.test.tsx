import { render, screen, waitFor } from '@testing-library/react';
import { filterReactWarnings } from './userActions';

describe('query errors in page tests', () => {
  beforeEach(() => {
    render(<p>Only this</p>);
  });

  it('prints the page when a query finds nothing', () => {
    expect(() => screen.getByText('Missing')).toThrow('Only this');
  });

  it('prints the page when a find query times out', async () => {
    await expect(
      screen.findByText('Missing', {}, { timeout: 100 }),
    ).rejects.toThrow('Only this');
  });

  it('omits the page inside waitFor', async () => {
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

describe('prop types in page tests', () => {
  it('reports invalid props while the test mocks console.error', () => {
    const Sized = (_: { size: string }) => <p>Sized</p>;
    Sized.propTypes = { size: () => new Error('Too large') };
    const errors = jest.spyOn(console, 'error').mockReturnValue();
    render(<Sized size="9" />);
    expect(filterReactWarnings(errors.mock.calls).join()).toContain(
      'Too large',
    );
  });
});
