import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { TextDiff } from './TextDiff';

describe('TextDiff', () => {
  it('marks what changed, with what is around it', async () => {
    const padding = 'lorem ipsum '.repeat(40);
    renderInTestApp(
      <div data-testid="text">
        <TextDiff
          before={`${padding}Round up each line. ${padding}`}
          after={`${padding}Round down each line. ${padding}`}
        />
      </div>,
    );
    expect(await screen.findByRole('deletion')).toHaveTextContent(
      'removed: up',
    );
    expect(screen.getByRole('insertion')).toHaveTextContent('added: down');
    const { textContent } = screen.getByTestId('text');
    expect(textContent).toContain('each line.');
    expect(textContent!.length).toBeLessThan(300);
  });
});
