import type {
  FakeServer,
  ErrorResponse,
} from '@callboard/plugin-callboard-react/testUtils';

/** Wraps the requests whose method and URL match `request`. */
function intercept(
  server: FakeServer,
  request: RegExp,
  wrap: (send: () => Promise<Response>) => Promise<Response>,
): void {
  const { fetch } = server;
  Object.assign(server, {
    fetch: (...args: Parameters<typeof fetch>) =>
      request.test(`${args[1]?.method ?? 'GET'} ${args[0]}`)
        ? wrap(() => fetch(...args))
        : fetch(...args),
  });
}

/**
 * Delays the server's responses to matching requests from now on.
 *
 * @returns a function that releases the responses
 */
export function delayResponses(
  server: FakeServer,
  request: RegExp,
): () => void {
  let release = () => {};
  const released = new Promise<void>(resolve => {
    release = resolve;
  });
  intercept(server, request, async send => {
    const response = await send();
    await released;
    return response;
  });
  return release;
}

/**
 * Makes the server reject matching requests from now on.
 *
 * @returns a function that makes the server accept the requests again
 */
export function rejectRequests(
  server: FakeServer,
  request: RegExp,
  refusal: ErrorResponse,
): () => void {
  let isRejecting = true;
  intercept(server, request, async send =>
    isRejecting ? refusal.toResponse() : send(),
  );
  return () => {
    isRejecting = false;
  };
}
