import fs from 'fs';
import { Socket } from 'net';
import os from 'os';
import { join } from 'path';
import { Writable } from 'stream';
import { until } from '../__testUtils__/until';
import { FormFile, multipart } from './__testUtils__/multipart';
import { UploadServer } from './__testUtils__/UploadServer';

const server = new UploadServer();

beforeAll(() => server.start());

beforeEach(() => {
  jest.spyOn(os, 'tmpdir').mockReturnValue(server.directory);
});

afterEach(() => {
  if (server.files.length > 0) {
    throw new Error(`Left behind: ${server.files}`);
  }
});

afterAll(() => server.stop());

const csv: FormFile = { name: 'staff.csv', content: 'a,b\r\n1,2' };

const MAX_BYTES = server.maxBytes;

/** What comes back until the connection ends, or is enough. */
function answerOf(
  socket: Socket,
  isEnough: (answer: string) => boolean = () => false,
): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    socket.on('data', chunk => {
      answer += chunk;
      if (isEnough(answer)) {
        socket.destroy();
      }
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
  });
}

describe('readUpload, when a form does not arrive as it should', () => {
  describe('when the file is too large', () => {
    const message = 'body.file: must have at most 1 MB';
    const formOf = (bytes: number) =>
      multipart([], [['file', { name: 'f', content: Buffer.alloc(bytes) }]]);

    it.each([MAX_BYTES + 1, 5 * MAX_BYTES])(
      'answers 413 to %s bytes, and the next request over the same connection',
      async bytes => {
        const { headers, body } = formOf(bytes);
        const length = { 'content-length': String(body.length) };
        const socket = server.open({ ...headers, ...length }, body);
        const answered = answerOf(socket);
        socket.write('GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
        const text = await answered;
        expect(text.match(/HTTP\/1.1 \d+/g)).toEqual([
          'HTTP/1.1 413',
          'HTTP/1.1 200',
        ]);
        expect(text).toContain(message);
      },
    );

    it('answers 413 also when its length is not told before', async () => {
      const { headers, body } = formOf(5 * MAX_BYTES);
      const reply = await server.send({
        headers: { ...headers, 'transfer-encoding': 'chunked' },
        body,
      });
      expect(reply).toEqual({ status: 413, body: { message } });
    });

    it('answers 413 when it is what surrounds the file', async () => {
      const { headers } = formOf(1);
      const reply = await server.send({
        headers,
        body: Buffer.alloc(3 * MAX_BYTES),
      });
      expect(reply).toEqual({ status: 413, body: { message } });
    });

    it('answers before the rest has come', async () => {
      const { headers, body } = formOf(1);
      const length = { 'content-length': '99999999' };
      const socket = server.open({ ...headers, ...length }, body);
      const text = await answerOf(socket, answer => answer.includes(message));
      expect(text).toMatch(/^HTTP\/1.1 413/);
    });

    it('breaks the connection when there is no end to it', async () => {
      const { headers, body } = formOf(1);
      const length = { 'content-length': String(1e12) };
      const socket = server.open({ ...headers, ...length }, body);
      socket.on('error', () => {});
      const closed = new Promise(resolve => socket.on('close', resolve));
      const more = Buffer.alloc(1024 * 1024);
      let sent = 0;
      const pump = () => {
        while (!socket.destroyed && sent < 500 && socket.write(more)) {
          sent += 1;
        }
      };
      socket.on('drain', pump);
      pump();
      await closed;
      expect(sent).toBeLessThan(200);
    });
  });

  it.each([0, 10, 200, 70_000, MAX_BYTES])(
    'leaves nothing behind when the client goes away after %s bytes',
    async sent => {
      const content = Buffer.alloc(MAX_BYTES);
      const { headers, body } = multipart(
        [],
        [['file', { name: 'f', content }]],
      );
      const finished = server.finished + 1;
      const length = { 'content-length': String(body.length) };
      const socket = server.open(
        { ...headers, ...length },
        body.subarray(0, sent),
      );
      await until(() => server.files.length === 1);
      await new Promise(resolve => setTimeout(resolve, 30));
      socket.destroy();
      await until(() => server.finished === finished);
      expect(server.files).toEqual([]);
    },
  );

  it('answers when a file breaks off behind a part that is malformed', async () => {
    const { headers, body } = multipart([['a\0b', 'c']], [['file', csv]]);
    const reply = await server.send({ headers, body: body.subarray(0, -30) });
    expect(reply).toMatchObject({
      status: 200,
      body: { problems: [{ field: 'body.file' }] },
    });
  });

  it('fails when the disk does, and leaves nothing behind', async () => {
    const missing = join(server.directory, 'not', 'there');
    jest.spyOn(os, 'tmpdir').mockReturnValue(missing);
    const { status } = await server.sendForm([], [['file', csv]]);
    expect(status).toBe(500);
  });

  it.each([1, MAX_BYTES])(
    'fails when the disk is full, after %s bytes',
    async bytes => {
      const full = Object.assign(new Error('ENOSPC'), { syscall: 'write' });
      jest.spyOn(fs, 'createWriteStream').mockReturnValueOnce(
        new Writable({
          write: (_chunk, _encoding, callback) =>
            setTimeout(callback, 20, full),
        }) as fs.WriteStream,
      );
      const content = Buffer.alloc(bytes);
      const { status, body } = await server.sendForm(
        [],
        [['file', { name: 'f', content }]],
      );
      expect([status, body.message]).toEqual([500, 'ENOSPC']);
    },
  );
});
