import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { renameSync, statSync } from 'fs';
import createKnex, { Knex } from 'knex';
import { setImmediate, setTimeout as sleep } from 'timers/promises';
import { until } from '../__testUtils__/until';
import { checkpointsBeside } from './checkpointsBeside';
import { readerBeside } from './readerBeside';

const MEGABYTE = 1_048_576;

describe('checkpoints beside everything else', () => {
  const directory = createMockDirectory();
  const logger = mockServices.logger.mock();
  let filename: string;
  let knex: Knex;
  let reader: Knex;
  let end: () => Promise<void>;

  const size = () => statSync(filename).size;
  const write = (megabytes: number) =>
    knex.raw(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${megabytes})
       INSERT INTO files (content) SELECT randomblob(${MEGABYTE}) FROM n`,
    );

  async function open(options: { every: number; manyPages?: number }) {
    directory.clear();
    directory.addContent({ data: {} });
    filename = directory.resolve('data/files.sqlite');
    knex = createKnex({
      client: 'better-sqlite3',
      connection: { filename },
      useNullAsDefault: true,
    });
    await knex.schema.createTable('files', table => {
      table.binary('content');
    });
    reader = await readerBeside(knex);
    end = await checkpointsBeside(knex, logger, options);
  }

  afterEach(async () => {
    jest.clearAllMocks();
    await end();
    await Promise.all([knex.destroy(), reader.destroy()]);
  });

  it('are not made by who commits, however much that is', async () => {
    await open({ every: 1_000_000 });
    await write(20);
    expect(size()).toBeLessThan(MEGABYTE);
  });

  it('come by themselves soon after', async () => {
    await open({ every: 20 });
    await write(20);
    await until(() => size() > 20 * MEGABYTE);
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('keep the log short while changes follow each other closely', async () => {
    await open({ every: 5, manyPages: 1_000 });
    const log = () => statSync(`${filename}-wal`).size / MEGABYTE;
    let written = 0;
    // How soon the thread gets its turn is the machine's business.
    while (written < 50 || (written < 300 && log() > written / 2)) {
      await write(1);
      written += 1;
      await setImmediate();
    }
    expect(log()).toBeLessThanOrEqual(written / 2);
  });

  it('hold up neither who reads nor who writes, and take nothing from them', async () => {
    await open({ every: 5 });
    await reader.transaction(async snapshot => {
      await snapshot('files').count();
      for (let round = 1; round <= 10; round += 1) {
        await write(1);
        expect(await knex('files').count({ count: '*' })).toEqual([
          { count: round },
        ]);
      }
      expect(await snapshot('files')).toEqual([]);
    });
    await until(() => size() > 10 * MEGABYTE);
  });

  it('are told of once while they fail, and go on afterwards', async () => {
    await open({ every: 20 });
    renameSync(directory.resolve('data'), directory.resolve('elsewhere'));
    await until(() => logger.warn.mock.calls.length > 0);
    await sleep(200);
    renameSync(directory.resolve('elsewhere'), directory.resolve('data'));
    await write(5);
    await until(() => size() > 5 * MEGABYTE);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringMatching(/fail/),
      expect.objectContaining({ message: expect.stringMatching(/directory/) }),
    );
  });
});
