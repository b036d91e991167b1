const spared = new Set(process.env.CALLBOARD_TEST_SPARED_ENDPOINTS?.split(','));

/** Whether a change can affect an endpoint, so that this run sends requests to it: without `--changed`, always. */
export function isAffected(operationId: string): boolean {
  return !spared.has(operationId);
}
