const spared = new Set(process.env.CALLBOARD_TEST_SPARED_ENDPOINTS?.split(','));

/** Whether this run sends requests to an endpoint: `--changed` spares those that a change cannot affect. */
export function isTried(operationId: string): boolean {
  return !spared.has(operationId);
}
