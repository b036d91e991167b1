import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { Toolbar } from './Toolbar';

function Example() {
  const [hasMore, setMore] = useState(false);
  return (
    <>
      <Toolbar label="Filters">
        <button type="button">State</button>
        <input aria-label="Search" />
        <button type="button" onClick={() => setMore(true)}>
          More
        </button>
        {hasMore && <button type="button">Clear</button>}
      </Toolbar>
      <button type="button">After</button>
    </>
  );
}

const focused = () => document.activeElement;
const button = (name: string) => screen.getByRole('button', { name });

describe('Toolbar', () => {
  it('is one stop for Tab, and arrows go through it', async () => {
    renderInTestApp(<Example />);
    (await screen.findByRole('button', { name: 'State' })).focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(focused()).toBe(button('More'));
    await userEvent.keyboard('{ArrowRight}');
    expect(focused()).toBe(button('State'));
    await userEvent.keyboard('{End}');
    expect(focused()).toBe(button('More'));
    await userEvent.tab();
    expect(focused()).toBe(button('After'));
    await userEvent.tab({ shift: true });
    expect(focused()).toBe(button('More'));
    // A field that is typed in keeps its own arrows, and its place.
    await userEvent.tab({ shift: true });
    expect(focused()).toBe(screen.getByLabelText('Search'));
  });

  it('skips controls that are not visible', async () => {
    renderInTestApp(
      <>
        <Toolbar label="Filters">
          <div style={{ display: 'none' }}>
            <button type="button">Hidden</button>
          </div>
          <button type="button">State</button>
          <button type="button">More</button>
        </Toolbar>
        <button type="button">After</button>
      </>,
    );
    (await screen.findByRole('button', { name: 'After' })).focus();
    await userEvent.tab({ shift: true });
    expect(focused()).toBe(button('State'));
    await userEvent.keyboard('{ArrowLeft}');
    expect(focused()).toBe(button('More'));
  });

  it('takes in what is drawn later', async () => {
    renderInTestApp(<Example />);
    await userEvent.click(await screen.findByRole('button', { name: 'More' }));
    await userEvent.keyboard('{ArrowRight}');
    expect(focused()).toBe(button('Clear'));
    await userEvent.tab();
    expect(focused()).toBe(button('After'));
  });
});
