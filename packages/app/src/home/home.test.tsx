import { render, screen } from '@testing-library/react';
import { MeasuredAgain } from './MeasuredAgain';
import { getGreeting } from './getGreeting';

describe('a grid whose container changes after the window was resized', () => {
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

  it('measures itself again, once for each width', () => {
    render(
      <MeasuredAgain>
        <p>the grid</p>
      </MeasuredAgain>,
    );
    widen(1128);
    widen(1128);
    expect(measure).toHaveBeenCalledTimes(1);
    widen(1052);
    expect(measure).toHaveBeenCalledTimes(2);
  });

  it('no longer hears of it once it is gone', () => {
    const { unmount } = render(
      <MeasuredAgain>
        <p>the grid</p>
      </MeasuredAgain>,
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
  ])('greets at %i with %s', (hour, greeting) => {
    expect(getGreeting(hour)).toBe(greeting);
  });
});
