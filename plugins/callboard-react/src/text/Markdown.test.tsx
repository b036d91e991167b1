import { screen } from '@testing-library/react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { isTooDeep, Markdown } from './Markdown';

describe('isTooDeep', () => {
  it.each(['>'.repeat(20_000), `Hi\n${'1) '.repeat(5_000)}`, '- '.repeat(100)])(
    'returns true for Markdown that is nested too deeply',
    text => {
      expect(isTooDeep(text)).toBe(true);
    },
  );

  it.each(['> > > Quoted', '- [ ] One\n- [ ] Two', '-'.repeat(80), '**Bold**'])(
    'returns false for %j',
    text => {
      expect(isTooDeep(text)).toBe(false);
    },
  );
});

describe('Markdown', () => {
  it('formats a text and names the checkboxes of its tasks', async () => {
    renderInTestApp(<Markdown text={'**Bold**\n\n- [x] Deploy\n'} />);
    expect((await screen.findByText('Bold')).tagName).toBe('STRONG');
    expect(screen.getByRole('checkbox', { name: 'Deploy' })).toBeChecked();
  });

  it('shows a text that is nested too deeply as its author wrote it', async () => {
    const text = `${'> '.repeat(5_000)}deep`;
    renderInTestApp(<Markdown text={`${text} [link](/x)`} original={text} />);
    expect(await screen.findByText(/nested too deeply/)).toBeInTheDocument();
    expect(screen.getByText(/> > deep$/)).toBeInTheDocument();
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
  });
});
