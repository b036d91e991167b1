const broken: string[] = [];

/**
 * Notes where a test and the contract of the API differ.
 *
 * @internal
 */
export function noteBrokenContract(text: string): void {
  broken.push(text);
}

/**
 * Fails the test in which a request or an answer was not what the contract
 * says. Call it after each test: a page shows such an error like any other,
 * which many tests would not see.
 *
 * @internal
 */
export function expectValidContract(): void {
  const found = broken.splice(0);
  if (found.length > 0) {
    throw new Error(`The contract of the API was broken:\n${found.join('\n')}`);
  }
}
