import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

type Queries = Pick<typeof screen, 'findByRole' | 'queryByRole'>;

/** Waits only for what is not there yet: no timer of the page runs in between. */
async function find(
  role: string,
  name: string | RegExp,
  where: HTMLElement | Queries,
): Promise<HTMLElement> {
  const queries = where instanceof HTMLElement ? within(where) : where;
  return (
    queries.queryByRole(role, { name }) ?? queries.findByRole(role, { name })
  );
}

/** Clicks an element, once it is there. @internal */
export async function click(
  role: string,
  name: string | RegExp,
  where: HTMLElement | Queries = screen,
): Promise<void> {
  await userEvent.click(await find(role, name, where));
}

/** Replaces the text of a field, once it is there. @internal */
export async function fill(
  name: string | RegExp,
  text: string,
  where: HTMLElement | Queries = screen,
): Promise<void> {
  const field = await find('textbox', name, where);
  await userEvent.clear(field);
  await userEvent.type(field, text);
}
