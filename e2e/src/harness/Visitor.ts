import { Locator, Page } from 'playwright-core';
import { eventually } from './eventually';
import { Person } from './signIn';
import { PortalSession } from './PortalSession';

/** A user who looks for an answer, starting on the home page. Counts every click and every Enter. */
export class Visitor {
  /** The number of clicks and Enters so far. */
  clicks = 0;

  private constructor(readonly page: Page) {}

  static async atHome(
    session: PortalSession,
    person: Person,
  ): Promise<Visitor> {
    const page = await session.signInAs(person);
    await page.getByRole('heading', { level: 1 }).waitFor();
    return new Visitor(page);
  }

  async click(target: Locator): Promise<void> {
    await target.first().click();
    this.clicks += 1;
  }

  /** Follows a link of the sidebar. */
  async goTo(name: string): Promise<void> {
    await this.click(this.page.getByRole('link', { name, exact: true }));
  }

  /** Types a name into the search that Ctrl+K opens, and opens the first result. */
  async open(name: string): Promise<void> {
    await this.page.keyboard.press('Control+k');
    await this.page.getByRole('combobox', { name: /^Search/ }).fill(name);
    await this.page
      .getByRole('option', { name: new RegExp(name, 'i') })
      .first()
      .waitFor();
    await this.page.keyboard.press('Enter');
    this.clicks += 1;
  }
}

/** Waits until the text of the element matches all patterns. */
export async function expectTexts(
  locator: Locator,
  ...patterns: RegExp[]
): Promise<void> {
  await eventually(async () => {
    const text = (await locator.innerText()).replace(/\s+/g, ' ');
    for (const pattern of patterns) {
      expect(text).toMatch(pattern);
    }
  });
}
