import { render, screen } from '@testing-library/react';
import { RemeasuredOnResize, getGreeting } from './HomeLayout';

describe('RemeasuredOnResize', () => {
  /** jsdom has no layout: sets the current width of an element. */
  const resizes: ((to: HTMLElement) => void)[] = [];

  class FakeResizeObserver {
    constructor(report: (entries: { target: Element }[]) => void) {
      resizes.push(target => report([{ target }]));
    }
    observe() {}
    disconnect() {
      resizes.pop();
    }
  }

  function widen(to: number) {
    const container = screen.getByText('the grid').parentElement!;
    Object.defineProperty(container, 'offsetWidth', {
      value: to,
      configurable: true,
    });
    resizes.forEach(report => report(container));
  }

  const measure = jest.fn();

  beforeEach(() => {
    Object.assign(window, { ResizeObserver: FakeResizeObserver });
    window.addEventListener('resize', measure);
  });

  afterEach(() => {
    window.removeEventListener('resize', measure);
    measure.mockClear();
  });

  it('triggers a window resize event once for each new container width', () => {
    render(
      <RemeasuredOnResize>
        <p>the grid</p>
      </RemeasuredOnResize>,
    );
    widen(1128);
    widen(1128);
    expect(measure).toHaveBeenCalledTimes(1);
    widen(1052);
    expect(measure).toHaveBeenCalledTimes(2);
  });

  it('disconnects its ResizeObserver on unmount', () => {
    const { unmount } = render(
      <RemeasuredOnResize>
        <p>the grid</p>
      </RemeasuredOnResize>,
    );
    unmount();
    expect(resizes).toEqual([]);
  });
});

describe('getGreeting', () => {
  it.each([
    [4, 'Good evening'],
    [5, 'Good morning'],
    [11, 'Good morning'],
    [12, 'Good afternoon'],
    [17, 'Good afternoon'],
    [18, 'Good evening'],
    [23, 'Good evening'],
  ])('returns for hour %i the greeting %s', (hour, greeting) => {
    expect(getGreeting(hour)).toBe(greeting);
  });
});
