import type { FakeServer } from '@callboard/plugin-callboard-react/testUtils';

/**
 * Lets the server take requests to a path from now on, and answer them only when
 * told.
 *
 * @returns what lets the answers go
 */
export function holdAnswers(server: FakeServer, path: RegExp): () => void {
  let letGo = () => {};
  const held = new Promise<void>(resolve => {
    letGo = resolve;
  });
  const { fetch } = server;
  Object.assign(server, {
    fetch: async (...request: Parameters<typeof fetch>) => {
      const answer = await fetch(...request);
      if (path.test(String(request[0]))) {
        await held;
      }
      return answer;
    },
  });
  return letGo;
}
