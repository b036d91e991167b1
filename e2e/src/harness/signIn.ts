import { Page } from 'playwright-core';

/** The four demo people, by the name of their User entity. */
export const people = {
  'alex.admin': 'Alex Admin',
  'mona.manager': 'Mona Manager',
  'max.member': 'Max Member',
  'gina.guest': 'Gina Guest',
} as const;

export type Person = keyof typeof people;

/** Locates the sign-in button of a person, in the card with their name. */
export function getSignInButton(page: Page, person: Person) {
  return page.getByRole('button', { name: people[person] });
}

/** Signs in on the sign-in page that `page` shows, and waits for the portal. */
export async function signIn(page: Page, person: Person): Promise<void> {
  await getSignInButton(page, person).click();
  await waitForSignIn(page);
}

/** Waits until a page shows the portal's layout, which only signed-in users see. */
export async function waitForSignIn(page: Page): Promise<void> {
  // A narrow window has a menu instead of the links.
  await page
    .getByRole('link', { name: 'Home', exact: true })
    .or(page.getByRole('button', { name: 'Menu' }))
    .first()
    .waitFor();
}
