import { BrowserContext } from 'playwright-core';

/** Collects the errors in the browser's console: a page that logs errors is faulty. */
export class ConsoleErrors {
  private readonly errors: string[] = [];
  private readonly expected: RegExp[] = [];

  watch(context: BrowserContext): void {
    context.on('console', message => {
      if (message.type() !== 'error') return;
      this.errors.push(`${message.text()} (${message.location().url})`);
    });
    context.on('weberror', error => {
      this.errors.push(`uncaught: ${error.error().stack}`);
    });
  }

  /** Expects an error that the test provokes, such as the browser's own line about a 403. */
  expect(pattern: RegExp): void {
    this.expected.push(pattern);
  }

  listUnexpected(): string[] {
    return this.errors.filter(
      error => !this.expected.some(pattern => pattern.test(error)),
    );
  }
}
