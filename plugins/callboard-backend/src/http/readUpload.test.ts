import os from 'os';
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

const NOT_A_FORM = {
  field: 'body.file',
  reason:
    'must be sent as multipart/form-data with the file in the part `file`',
};

const csv: FormFile = { name: 'staff.csv', content: 'a,b\r\n1,2' };

describe('readUpload', () => {
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

  it('never uses what the client calls the file', async () => {
    const { body } = await server.sendForm(
      [],
      [['file', { name: '../../etc/passwd', content: 'x' }]],
    );
    expect(body).toMatchObject({ name: 'passwd', content: 'x' });
  });

  it('keeps every byte, up to the last that may be', async () => {
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

  it('takes a form that fetch sends', async () => {
    const form = new FormData();
    form.set('dry_run', 'false');
    form.set('file', new Blob(['a,b']), 'x.csv');
    const answer = await fetch(`http://127.0.0.1:${server.port}/`, {
      method: 'POST',
      body: form,
    });
    expect(await answer.json()).toMatchObject({
      value: { dry_run: 'false' },
      problems: [],
      content: 'a,b',
    });
  });

  it.each<[string, { headers: Record<string, string>; body: string | Buffer }]>(
    [
      [
        'a JSON body',
        { headers: { 'content-type': 'application/json' }, body: '{"a":1}' },
      ],
      [
        'another kind of form',
        {
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: 'file=a',
        },
      ],
      ['a body without a type', { headers: {}, body: 'a,b' }],
      ['no body', { headers: {}, body: '' }],
      [
        'no boundary',
        {
          headers: { 'content-type': 'multipart/form-data' },
          body: multipart([], [['file', csv]]).body,
        },
      ],
      [
        'another boundary',
        {
          headers: { 'content-type': 'multipart/form-data; boundary=x' },
          body: multipart([], [['file', csv]]).body,
        },
      ],
      ['an empty form', multipart([], [])],
      ['no file', multipart([['dry_run', 'true']], [])],
      ['the file as text', multipart([['file', 'a,b']], [])],
      ['the file in another part', multipart([], [['upload', csv]])],
      [
        'a form that is not closed',
        (({ headers, body }) => ({ headers, body: body.subarray(0, -10) }))(
          multipart([], [['file', csv]]),
        ),
      ],
      [
        'a part whose headers are none',
        (({ headers, body }) => ({
          headers,
          body: body.toString().replace('Content-Disposition', 'Content Disp'),
        }))(multipart([], [['file', csv]])),
      ],
    ],
  )('refuses %s', async (_, sent) => {
    const { status, body } = await server.send(sent);
    expect(status).toBe(200);
    expect(body.problems).toContainEqual(NOT_A_FORM);
    expect(body).not.toHaveProperty('content');
  });

  it.each<[string, Array<[string, string]>, Array<[string, FormFile]>, string]>(
    [
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
        'a file elsewhere',
        [],
        [
          ['file', csv],
          ['dry_run', csv],
        ],
        'body.dry_run: must not be a file',
      ],
      [
        'a field twice',
        [
          ['a', '1'],
          ['a', '1'],
        ],
        [['file', csv]],
        'body.a: must be given only once',
      ],
      [
        'a long field',
        [['a', 'x'.repeat(1001)]],
        [['file', csv]],
        'body.a: is longer than 1000 bytes',
      ],
      [
        'a field without a name',
        [['', '1']],
        [['file', csv]],
        'body: has a part without a name',
      ],
      [
        'many fields',
        Array.from({ length: 51 }, (_, n): [string, string] => [`f${n}`, '']),
        [['file', csv]],
        'body: must have at most 50 fields',
      ],
    ],
  )('says what is wrong with %s', async (_, fields, files, problem) => {
    const { body } = await server.sendForm(fields, files);
    expect(
      body.problems.map(({ field, reason }: any) => `${field}: ${reason}`),
    ).toEqual([problem]);
  });

  it('takes names that mean something in JavaScript', async () => {
    const { body } = await server.sendForm(
      [
        ['__proto__', 'x'],
        ['constructor', 'y'],
        ['a', 'x'.repeat(1000)],
      ],
      [['file', csv]],
    );
    expect(Object.keys(body.value)).toEqual(['__proto__', 'constructor', 'a']);
    expect(body.problems).toEqual([]);
  });
});
