/** A request as it reaches the fake API. */
export interface FakeCall {
  method: string;
  /** Behind `/api/callboard`. */
  path: string;
  query: URLSearchParams;
  body: Record<string, unknown>;
  ifMatch: string | null;
}
