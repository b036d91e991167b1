import type { FakeServer } from '@callboard/plugin-callboard-react/testUtils';

/**
 * Makes the server hold its answers to requests to a path from now on.
 *
 * @returns a function that releases the answers
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
