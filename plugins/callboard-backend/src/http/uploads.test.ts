import os from 'os';
import fs from 'fs';
import { Socket } from 'net';
import { join } from 'path';
import { Writable } from 'stream';
import { FormFile, multipart } from './__testUtils__/multipart';
import { UploadServer } from './__testUtils__/UploadServer';
import { until } from '../__testUtils__/until';

/** Starts a server for the tests of a block, which must not leave files behind. */
function useUploadServer(): UploadServer {
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
  return server;
}

describe('readUpload', () => {
  const server = useUploadServer();

  const NOT_A_FORM = {
    field: 'body.file',
    reason:
      'must be sent as multipart/form-data with the file in the part `file`',
  };

  const csv: FormFile = { name: 'staff.csv', content: 'a,b\r\n1,2' };

  describe('complete forms', () => {
    it('reads the fields and the file of a form', async () => {
      const { status, body } = await server.sendForm(
        [
          ['dry_run', 'true'],
          ['Grüße', 'ä€'],
        ],
        [['file', { name: 'Größe "1".csv', content: csv.content }]],
      );
      expect(status).toBe(200);
      expect(body).toEqual({
        value: { dry_run: 'true', Grüße: 'ä€' },
        problems: [],
        name: 'Größe %221%22.csv',
        content: csv.content,
      });
    });

    it('parses fields with JSON', async () => {
      const mapping = { people: { 'J. Doe': 'x'.repeat(400_000) } };
      const { body } = await server.sendForm(
        [['mapping', JSON.stringify(mapping)]],
        [['file', csv]],
      );
      expect(body).toMatchObject({ value: { mapping }, problems: [] });
    });

    it('deletes the files of uploads whose process was killed hours ago', async () => {
      const create = (name: string, ageHours: number) => {
        const directory = join(server.directory, name);
        fs.mkdirSync(directory);
        fs.writeFileSync(join(directory, 'file'), csv.content);
        const time = new Date(Date.now() - ageHours * 3_600_000);
        fs.utimesSync(directory, time, time);
        return directory;
      };
      create('callboard-upload-old', 2);
      const retained = [
        create('callboard-upload-new', 0),
        create('other-old', 2),
      ];
      await server.sendForm([], [['file', csv]]);
      expect(server.files.map(name => join(server.directory, name))).toEqual(
        retained,
      );
      retained.forEach(each => fs.rmSync(each, { recursive: true }));
    });

    it('reduces a file name from the client to its base name', async () => {
      const { body } = await server.sendForm(
        [],
        [['file', { name: '../../etc/passwd', content: 'x' }]],
      );
      expect(body).toMatchObject({ name: 'passwd', content: 'x' });
    });

    it('keeps every byte of a file of the maximum size', async () => {
      const content = Buffer.alloc(
        server.maxBytes,
        '\r\n--\u0000\u00ff-----',
        'latin1',
      );
      const { body } = await server.sendForm(
        [],
        [['file', { name: 'f', content }]],
      );
      expect(body.problems).toEqual([]);
      expect(body.content === content.toString('latin1')).toBe(true);
    });

    it('accepts a form sent by fetch', async () => {
      const form = new FormData();
      form.set('dry_run', 'false');
      form.set('file', new Blob(['a,b']), 'x.csv');
      const response = await fetch(`http://127.0.0.1:${server.port}/`, {
        method: 'POST',
        body: form,
      });
      expect(await response.json()).toMatchObject({
        value: { dry_run: 'false' },
        problems: [],
        content: 'a,b',
      });
    });

    it.each<
      [string, { headers: Record<string, string>; body: string | Buffer }]
    >([
      [
        'a JSON body',
        { headers: { 'content-type': 'application/json' }, body: '{"a":1}' },
      ],
      [
        'a URL-encoded form',
        {
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: 'file=a',
        },
      ],
      ['a body without a content type', { headers: {}, body: 'a,b' }],
      ['no body', { headers: {}, body: '' }],
      [
        'a content type without a boundary',
        {
          headers: { 'content-type': 'multipart/form-data' },
          body: multipart([], [['file', csv]]).body,
        },
      ],
      [
        'a wrong boundary',
        {
          headers: { 'content-type': 'multipart/form-data; boundary=x' },
          body: multipart([], [['file', csv]]).body,
        },
      ],
      ['an empty form', multipart([], [])],
      ['a form without a file', multipart([['dry_run', 'true']], [])],
      ['a file sent as a text field', multipart([['file', 'a,b']], [])],
      ['a file in another field', multipart([], [['upload', csv]])],
      [
        'a truncated form',
        (({ headers, body }) => ({ headers, body: body.subarray(0, -10) }))(
          multipart([], [['file', csv]]),
        ),
      ],
      [
        'a part with invalid headers',
        (({ headers, body }) => ({
          headers,
          body: body.toString().replace('Content-Disposition', 'Content Disp'),
        }))(multipart([], [['file', csv]])),
      ],
    ])('reports a missing form file for %s', async (_, sent) => {
      const { status, body } = await server.send(sent);
      expect(status).toBe(200);
      expect(body.problems).toContainEqual(NOT_A_FORM);
      expect(body).not.toHaveProperty('content');
    });

    it.each<
      [string, Array<[string, string]>, Array<[string, FormFile]>, string]
    >([
      [
        'two files',
        [],
        [
          ['file', csv],
          ['file', csv],
        ],
        'body.file: must be given only once',
      ],
      [
        'many files',
        [],
        Array(20).fill(['file', csv]),
        'body.file: must be given only once',
      ],
      [
        'an unexpected file in another field',
        [],
        [
          ['file', csv],
          ['dry_run', csv],
        ],
        'body.dry_run: must not be a file',
      ],
      [
        'a duplicate field',
        [
          ['a', '1'],
          ['a', '1'],
        ],
        [['file', csv]],
        'body.a: must be given only once',
      ],
      [
        'a field that is too long',
        [['a', 'x'.repeat(1001)]],
        [['file', csv]],
        'body.a: is longer than 1000 bytes',
      ],
      [
        'a field that must be JSON',
        [['mapping', '{']],
        [['file', csv]],
        'body.mapping: must be JSON',
      ],
      [
        'a JSON field that is too long',
        [['mapping', `"${'x'.repeat(512 * 1024)}"`]],
        [['file', csv]],
        'body.mapping: is longer than 524288 bytes',
      ],
      [
        'a field without a name',
        [['', '1']],
        [['file', csv]],
        'body: has a part without a name',
      ],
      [
        'too many fields',
        Array.from({ length: 51 }, (_, n): [string, string] => [`f${n}`, '']),
        [['file', csv]],
        'body: must have at most 50 fields',
      ],
    ])('reports the problem with %s', async (_, fields, files, problem) => {
      const { body } = await server.sendForm(fields, files);
      expect(
        body.problems.map(({ field, reason }: any) => `${field}: ${reason}`),
      ).toEqual([problem]);
    });

    it('accepts field names such as __proto__ and constructor', async () => {
      const { body } = await server.sendForm(
        [
          ['__proto__', 'x'],
          ['constructor', 'y'],
          ['a', 'x'.repeat(1000)],
        ],
        [['file', csv]],
      );
      expect(Object.keys(body.value)).toEqual([
        '__proto__',
        'constructor',
        'a',
      ]);
      expect(body.problems).toEqual([]);
    });
  });
});

describe('readUpload failures', () => {
  const server = useUploadServer();

  const csv: FormFile = { name: 'staff.csv', content: 'a,b\r\n1,2' };

  const MAX_BYTES = server.maxBytes;

  /** The response until the connection ends, or until it is sufficient. */
  function readResponseText(
    socket: Socket,
    isEnough: (response: string) => boolean = () => false,
  ): Promise<string> {
    return new Promise((resolve, reject) => {
      let response = '';
      socket.on('data', chunk => {
        response += chunk;
        if (isEnough(response)) {
          socket.destroy();
        }
      });
      socket.on('error', reject);
      socket.on('close', () => resolve(response));
    });
  }

  describe('incomplete and oversized forms', () => {
    describe('oversized file', () => {
      const message = 'body.file: must be at most 1 MB';
      const createForm = (bytes: number) =>
        multipart([], [['file', { name: 'f', content: Buffer.alloc(bytes) }]]);

      it.each([MAX_BYTES + 1, 5 * MAX_BYTES])(
        'returns 413 for %s bytes, and serves the next request on the same connection @full',
        async bytes => {
          const { headers, body } = createForm(bytes);
          const length = { 'content-length': String(body.length) };
          const socket = server.open({ ...headers, ...length }, body);
          const answered = readResponseText(socket);
          socket.write(
            'GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
          );
          const text = await answered;
          expect(text.match(/HTTP\/1.1 \d+/g)).toEqual([
            'HTTP/1.1 413',
            'HTTP/1.1 200',
          ]);
          expect(text).toContain(message);
        },
      );

      it('returns 413 for a chunked request without a content length', async () => {
        const { headers, body } = createForm(5 * MAX_BYTES);
        const reply = await server.send({
          headers: { ...headers, 'transfer-encoding': 'chunked' },
          body,
        });
        expect(reply).toEqual({ status: 413, body: { message } });
      });

      it('returns 413 when data outside the file exceed the limit', async () => {
        const { headers } = createForm(1);
        const reply = await server.send({
          headers,
          body: Buffer.alloc(3 * MAX_BYTES),
        });
        expect(reply).toEqual({ status: 413, body: { message } });
      });

      it('returns 413 before the rest of the request arrives', async () => {
        const { headers, body } = createForm(1);
        const length = { 'content-length': '99999999' };
        const socket = server.open({ ...headers, ...length }, body);
        const text = await readResponseText(socket, response =>
          response.includes(message),
        );
        expect(text).toMatch(/^HTTP\/1.1 413/);
      });

      it('closes the connection when the client sends far more than the limit', async () => {
        const { headers, body } = createForm(1);
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
      'deletes the temporary file when the client disconnects after %s bytes',
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

    it('responds when a file is cut off after a malformed part', async () => {
      const { headers, body } = multipart([['a\0b', 'c']], [['file', csv]]);
      const reply = await server.send({ headers, body: body.subarray(0, -30) });
      expect(reply).toMatchObject({
        status: 200,
        body: { problems: [{ field: 'body.file' }] },
      });
    });

    it('returns 500 when the temporary directory is missing', async () => {
      const missing = join(server.directory, 'not', 'there');
      jest.spyOn(os, 'tmpdir').mockReturnValue(missing);
      const { status } = await server.sendForm([], [['file', csv]]);
      expect(status).toBe(500);
    });

    it.each([1, MAX_BYTES])(
      'returns 500 when the disk is full, for a file of %s bytes',
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
});
