import { randomUUID } from 'crypto';
import { Agent } from './startCallboard';

/** Downloads a file. */
export async function download(
  agent: Agent,
  path: string,
  requestId: string = randomUUID(),
) {
  const { headers, body } = await agent
    .get(path)
    .set('x-request-id', requestId)
    .buffer(true)
    .parse((res, done) => {
      const chunks: Buffer[] = [];
      res.on('data', chunk => chunks.push(chunk));
      res.on('end', () => done(null, Buffer.concat(chunks)));
    })
    .expect(200);
  return { headers, bytes: body as Buffer, text: (body as Buffer).toString() };
}
