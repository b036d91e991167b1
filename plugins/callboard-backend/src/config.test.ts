import { ConfigReader } from '@backstage/config';
import { readCallboardConfig } from './config';

const read = (callboard?: any) =>
  readCallboardConfig(new ConfigReader(callboard ? { callboard } : {}));

describe('the configuration', () => {
  it('has a default for every key, and no super admins', () => {
    expect(read()).toEqual({
      superAdmins: [],
      activity: { readers: [], eventsPerMinute: 1_000, captureIp: false },
      exports: { maxConcurrent: 8, maxConcurrentPerPerson: 2 },
      reads: { timeout: { seconds: 15 } },
      projects: { kinds: ['system', 'component'] },
      organisation: {
        staffIdLength: 8,
        departmentTypes: [],
        catalogSeed: {
          enabled: false,
          workspace: 'default',
          schedule: { hours: 1 },
          dryRun: true,
        },
      },
      workspaces: {
        default: { name: 'Default', timezone: 'UTC', autoJoin: 'member' },
      },
    });
  });

  it('compares references in lower case', () => {
    expect(read({ superAdmins: ['User:Default/Jane'] }).superAdmins).toEqual([
      'user:default/jane',
    ]);
  });

  it.each([
    [{ superAdmins: 'user:default/jane' }, 'callboard.superAdmins'],
    [{ superAdmins: ['jane'] }, 'callboard.superAdmins.0'],
    [{ activity: { readers: [7] } }, 'callboard.activity.readers.0'],
    [
      { activity: { eventsPerMinute: 0 } },
      'callboard.activity.eventsPerMinute',
    ],
    [
      { activity: { eventsPerMinute: 'many' } },
      'callboard.activity.eventsPerMinute',
    ],
    [{ activity: { captureIp: 'yes' } }, 'callboard.activity.captureIp'],
    [{ exports: { maxConcurrent: 0 } }, 'callboard.exports.maxConcurrent'],
    [
      { exports: { maxConcurrentPerPerson: 1.5 } },
      'callboard.exports.maxConcurrentPerPerson',
    ],
    [{ reads: { timeout: 15 } }, 'callboard.reads.timeout'],
    [{ reads: { timeout: { seconds: 0 } } }, 'callboard.reads.timeout.seconds'],
    [
      { organisation: { catalogSeed: { schedule: {} } } },
      'callboard.organisation.catalogSeed.schedule',
    ],
    [
      { organisation: { catalogSeed: { schedule: { hours: -1 } } } },
      'callboard.organisation.catalogSeed.schedule.hours',
    ],
    [
      { workspaces: { default: { autoJoin: 'admin' } } },
      'callboard.workspaces.default.autoJoin',
    ],
    [
      { workspaces: { default: { timezone: 'Mars/Base' } } },
      'callboard.workspaces.default.timezone',
    ],
    [
      { workspaces: { default: { name: '' } } },
      'callboard.workspaces.default.name',
    ],
  ])('refuses %j, naming the key', (callboard, key) => {
    expect(() => read(callboard)).toThrow(`${key}: `);
  });

  it('names every key with a wrong value at once', () => {
    expect(() =>
      read({ superAdmins: ['jane'], activity: { captureIp: 1 } }),
    ).toThrow(/callboard\.superAdmins\.0: .*callboard\.activity\.captureIp: /);
  });
});
