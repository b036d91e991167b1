import express from 'express';
import { once } from 'events';
import { get, IncomingMessage, Server } from 'http';
import { AddressInfo } from 'net';
import { writeCsv } from '../exports';
import { sendDownload } from './sendDownload';

function* endless() {
  for (;;) {
    yield ['x'.repeat(1_000)];
  }
}

describe('sendDownload', () => {
  let server: Server;
  let ended: Promise<void>;

  beforeEach(async () => {
    const app = express();
    ended = new Promise((resolve, reject) => {
      app.get('/', (_req, res) => {
        sendDownload(
          res,
          { name: 'endless.csv', mediaType: 'text/csv' },
          output =>
            writeCsv(output, [{ header: 'a', kind: 'text' }], endless()),
          200,
        ).then(resolve, reject);
      });
    });
    server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const open = async (): Promise<IncomingMessage> => {
    const { port } = server.address() as AddressInfo;
    const [response] = await once(get({ port, agent: false }), 'response');
    response.on('error', () => {});
    return response;
  };

  it('ends when its reader goes away', async () => {
    const response = await open();
    response.destroy();
    await expect(ended).resolves.toBeUndefined();
  });

  it('ends when its reader stands still', async () => {
    const response = await open();
    response.pause();
    await expect(ended).resolves.toBeUndefined();
    await new Promise(resolve => response.on('close', resolve).resume());
    expect(response.complete).toBe(false);
  });
});
