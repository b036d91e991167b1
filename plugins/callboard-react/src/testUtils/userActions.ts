import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

/** React's console warnings about elements that it cannot render. */
const WARNING =
  /children with the same key|not valid as a React child|Failed prop type|Invalid (DOM|value|attribute)|unknown prop/i;

/**
 * Returns React's warnings about invalid elements among calls of `console.error`, without warnings
 * about features that jsdom lacks.
 *
 * @internal
 */
export function filterReactWarnings(calls: readonly unknown[][]): string[] {
  return calls
    .map(([message, ...details]) =>
      details.reduce<string>(
        // React passes the kind of the failed value, such as "prop", as an argument.
        (text, detail) => text.replace('%s', () => String(detail)),
        String(message),
      ),
    )
    .filter(text => WARNING.test(text));
}

/**
 * Gives elements a size in the tests of a suite, because jsdom has no layout.
 *
 * @param getSize - the size of an element in pixels; undefined for an element without a size
 * @internal
 */
export function mockElementSizes(
  getSize: (
    element: HTMLElement,
  ) => { width: number; height: number } | undefined,
): void {
  const { prototype } = HTMLElement;
  const originalProperties = {
    offsetWidth: Object.getOwnPropertyDescriptor(prototype, 'offsetWidth')!,
    offsetHeight: Object.getOwnPropertyDescriptor(prototype, 'offsetHeight')!,
  };

  beforeAll(() => {
    Object.defineProperties(prototype, {
      offsetWidth: {
        configurable: true,
        get() {
          return getSize(this)?.width ?? 0;
        },
      },
      offsetHeight: {
        configurable: true,
        get() {
          return getSize(this)?.height ?? 0;
        },
      },
    });
    global.ResizeObserver ??= class {
      observe() {}
      unobserve() {}
      disconnect() {}
    };
  });

  afterAll(() => {
    Object.defineProperties(prototype, originalProperties);
  });
}

type Queries = Pick<typeof screen, 'findByRole' | 'queryByRole'>;

/**
 * Returns the element at once if it exists, so that no timers of the page run before the action;
 * otherwise waits for it.
 */
async function findElement(
  role: string,
  name: string | RegExp,
  where: HTMLElement | Queries,
): Promise<HTMLElement> {
  const queries = where instanceof HTMLElement ? within(where) : where;
  return (
    queries.queryByRole(role, { name }) ?? queries.findByRole(role, { name })
  );
}

/** Clicks an element as soon as it is rendered. @internal */
export async function click(
  role: string,
  name: string | RegExp,
  where: HTMLElement | Queries = screen,
): Promise<void> {
  await userEvent.click(await findElement(role, name, where));
}

/** Replaces the text of a field as soon as it is rendered. @internal */
export async function fill(
  name: string | RegExp,
  text: string,
  where: HTMLElement | Queries = screen,
): Promise<void> {
  const field = await findElement('textbox', name, where);
  await userEvent.clear(field);
  await userEvent.type(field, text);
}

/**
 * Finds a date or time field by its label, as soon as it is editable: the first field of a page
 * loads the calendar.
 *
 * @internal
 */
export async function findCalendarField(
  label: string | RegExp,
  where: HTMLElement | Pick<typeof screen, 'getByLabelText'> = screen,
): Promise<HTMLInputElement> {
  const queries = where instanceof HTMLElement ? within(where) : where;
  return waitFor(() =>
    queries.getByLabelText<HTMLInputElement>(label, {
      selector: 'input:not([readonly])',
    }),
  );
}

/**
 * Pastes `2026-11-20`, `14:02`, `2026-11-20T14:02` or nothing into a field for a date
 * or a time.
 *
 * @internal
 */
export async function fillCalendarField(
  label: string | RegExp,
  text: string,
  where?: Parameters<typeof findCalendarField>[1],
): Promise<void> {
  const field = await findCalendarField(label, where);
  fireEvent.paste(field, { clipboardData: { getData: () => text } });
}
