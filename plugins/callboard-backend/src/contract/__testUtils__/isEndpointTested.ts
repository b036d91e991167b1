const unaffectedEndpoints = new Set(
  process.env.CALLBOARD_TEST_SPARED_ENDPOINTS?.split(','),
);

/**
 * Whether this run tests an endpoint. With `npm test -- --changed`, false for endpoints that the
 * change cannot affect.
 */
export function isEndpointTested(operationId: string): boolean {
  return !unaffectedEndpoints.has(operationId);
}
