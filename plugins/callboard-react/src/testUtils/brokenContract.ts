const broken: string[] = [];

/** Records a violation of the API contract. @internal */
export function noteBrokenContract(text: string): void {
  broken.push(text);
}

/**
 * Fails the test if a request or response violated the contract. Call it after each test: a page
 * shows such an error like any other, so many tests would not notice it.
 *
 * @internal
 */
export function expectValidContract(): void {
  const found = broken.splice(0);
  if (found.length > 0) {
    throw new Error(`The contract of the API was broken:\n${found.join('\n')}`);
  }
}
