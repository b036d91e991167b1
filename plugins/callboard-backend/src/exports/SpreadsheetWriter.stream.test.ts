import { createServer, get, IncomingMessage } from 'http';
import { AddressInfo } from 'net';
import { once } from 'events';
import { Writable } from 'stream';
import { MemoryOutput } from './__testUtils__/MemoryOutput';
import { SlowOutput } from './__testUtils__/SlowOutput';
import { stubborn } from './__testUtils__/stubborn';
import { unzip } from './__testUtils__/unzip';
import { Row } from './Column';
import { SpreadsheetWriter } from './SpreadsheetWriter';

const sheet = {
  name: 'Raw',
  columns: [
    { header: 'A', kind: 'text' as const },
    { header: 'B', kind: 'number' as const },
  ],
};

/** Rows that do not compress to nothing, and how far they have been asked for. */
function counted(count: number) {
  const state = { made: 0, left: false };
  function* rows(): Generator<Row> {
    try {
      for (; state.made < count; state.made++) {
        yield [`${Math.sin(state.made)} ${Math.cos(state.made)}`, state.made];
      }
    } finally {
      state.left = true;
    }
  }
  return { rows: rows(), state };
}

const listeners = (output: Writable) =>
  output.eventNames().flatMap(event => output.listeners(event)).length;

// Two hundred thousand rows take a while on a busy machine.
describe('SpreadsheetWriter on its way out', () => {
  it('goes no faster than its reader', async () => {
    const output = new SlowOutput();
    const writer = new SpreadsheetWriter(output);
    const { rows, state } = counted(50_000);
    await writer.sheet(sheet, rows);
    await writer.close();
    expect(state.made).toBe(50_000);
    expect(output.mostWaiting).toBeLessThan(256 * 1024);
  });

  it('makes no more rows while its reader takes nothing', async () => {
    const stuck = new Writable({ write: () => {} });
    const writer = new SpreadsheetWriter(stuck);
    const { rows, state } = counted(200_000);
    const outcome = writer.sheet(sheet, rows).catch(error => error);
    let before;
    do {
      before = state.made;
      await new Promise(resolve => setTimeout(resolve, 200));
    } while (state.made > before);
    // The stages of the archive hold back some two megabytes between them.
    expect(state.made).toBeLessThan(100_000);
    stuck.destroy();
    expect(await outcome).toMatchObject({ name: 'AbortError' });
    expect(state.left).toBe(true);
  });

  it('stops at once when it is aborted, and lets go of everything', async () => {
    const output = new MemoryOutput();
    const before = listeners(output);
    const controller = new AbortController();
    const writer = new SpreadsheetWriter(output, controller);
    const { rows, state } = stubborn<Row>(5000, ['a', 1]);
    setTimeout(() => controller.abort('enough'), 100);
    await expect(writer.sheet(sheet, rows)).rejects.toMatchObject({
      name: 'AbortError',
      cause: 'enough',
    });
    expect(state.left).toBe(true);
    expect(output.destroyed).toBe(true);
    expect(output.closed).toBe(true);
    expect(listeners(output)).toBe(before);
    await expect(writer.sheet(sheet, [])).rejects.toThrow('broken off');
    await expect(writer.close()).rejects.toThrow('broken off');
  });

  it('stops between two sheets, too', async () => {
    const output = new MemoryOutput();
    const controller = new AbortController();
    const writer = new SpreadsheetWriter(output, controller);
    await writer.sheet(sheet, [['a', 1]]);
    controller.abort();
    expect(output.destroyed).toBe(true);
    await expect(writer.close()).rejects.toMatchObject({ code: 'ABORT_ERR' });
  });

  it('stops while it waits for the last bytes to be taken', async () => {
    const stuck = new Writable({ write: () => {} });
    const writer = new SpreadsheetWriter(stuck);
    await writer.sheet(sheet, [['a', 1]]);
    setTimeout(() => stuck.destroy(new Error('EPIPE')), 20);
    await expect(writer.close()).rejects.toMatchObject({
      name: 'AbortError',
      cause: expect.objectContaining({ message: 'EPIPE' }),
    });
  });

  it('passes on the error of a source, and tells whether it had begun', async () => {
    async function* failing(after: number): AsyncGenerator<Row> {
      for (let n = 0; n < after; n++) {
        yield ['a', n];
      }
      throw new Error('the database is away');
    }
    const untouched = new MemoryOutput();
    await expect(
      new SpreadsheetWriter(untouched).sheet(sheet, failing(0)),
    ).rejects.toThrow('the database is away');
    expect(untouched.destroyed).toBe(false);
    expect(listeners(untouched)).toBe(listeners(new MemoryOutput()));

    const begun = new MemoryOutput();
    await expect(
      new SpreadsheetWriter(begun).sheet(sheet, failing(3)),
    ).rejects.toThrow('the database is away');
    expect(begun.destroyed).toBe(true);
  });

  it('leaves no listeners on an output it has completed', async () => {
    const output = new MemoryOutput();
    const before = listeners(output);
    const writer = new SpreadsheetWriter(output);
    await writer.sheet(sheet, counted(2000).rows);
    await writer.close();
    expect(listeners(output)).toBe(before);
  });

  describe('over HTTP', () => {
    async function serve(
      rows: Iterable<Row>,
      read: (answer: IncomingMessage) => Promise<void>,
    ): Promise<unknown> {
      let outcome: Promise<unknown> | undefined;
      const server = createServer((_, response) => {
        const writer = new SpreadsheetWriter(response);
        outcome = writer
          .sheet(sheet, rows)
          .then(() => writer.close())
          .catch(error => error);
      });
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      try {
        const { port } = server.address() as AddressInfo;
        const [answer] = await once(
          get({ port, host: '127.0.0.1' }),
          'response',
        );
        await read(answer);
        return await outcome;
      } finally {
        server.close();
      }
    }

    it('delivers a whole file', async () => {
      const chunks: Buffer[] = [];
      const outcome = await serve(counted(20_000).rows, async answer => {
        for await (const chunk of answer) {
          chunks.push(chunk);
        }
      });
      expect(outcome).toBeUndefined();
      const xml = unzip(Buffer.concat(chunks)).get('xl/worksheets/sheet1.xml')!;
      expect(xml.match(/<row /g)).toHaveLength(20_001);
    });

    it('stops when the client goes away', async () => {
      const { rows, state } = counted(10_000_000);
      const outcome = await serve(rows, async answer => {
        await once(answer, 'data');
        answer.destroy();
      });
      expect(outcome).toMatchObject({ name: 'AbortError' });
      expect(state.left).toBe(true);
    });
  });
});
