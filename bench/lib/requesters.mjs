/**
 * People who each send their requests one after another, all people at once; in a
 * process of their own, as browsers are.
 */
import { workspaceRequester } from './http.mjs';
import { timed } from './timing.mjs';
import { input, serve } from './worker.mjs';

const server = input();

serve(async people => {
  const failed = [];
  const { ms } = await timed(() =>
    Promise.all(
      people.map(async ({ authorization, requests }) => {
        const send = workspaceRequester(server, authorization);
        for (const [method, path, body] of requests) {
          await send(method, path, body).catch(error => {
            failed.push(error.message);
          });
        }
      }),
    ),
  );
  return { ms, failed };
});
