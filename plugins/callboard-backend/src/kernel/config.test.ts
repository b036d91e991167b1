import { allFeatures } from '@callboard/plugin-callboard-common';
import { ConfigReader } from '@backstage/config';
import { readCallboardConfig } from './config';

const read = (callboard?: any) =>
  readCallboardConfig(new ConfigReader(callboard ? { callboard } : {}));

describe('readCallboardConfig', () => {
  it('returns a default for every key, and no super admins', () => {
    expect(read()).toEqual({
      features: allFeatures,
      superAdmins: [],
      activity: {
        readers: [],
        eventsPerMinute: 1_000,
        captureIp: false,
        privacy: 'named',
      },
      assistants: { actions: true },
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
      webhooks: {
        allow: [],
        retrySeconds: [5, 30, 300, 1_800, 7_200, 21_600, 43_200, 86_400],
        encryptionKeys: [],
      },
      notifications: { retentionDays: 90, bridge: { enabled: false } },
    });
  });

  it('converts entity references to lower case', () => {
    expect(read({ superAdmins: ['User:Default/Jane'] }).superAdmins).toEqual([
      'user:default/jane',
    ]);
  });

  it('reads the email sender and the SMTP server', () => {
    const { mail } = read({
      mail: {
        from: 'Callboard <callboard@example.com>',
        replyTo: 'help@example.com',
        smtp: { host: 'smtp.example.com' },
      },
    });
    expect(mail).toEqual({
      from: { name: 'Callboard', address: 'callboard@example.com' },
      replyTo: { name: '', address: 'help@example.com' },
      smtp: { host: 'smtp.example.com', security: 'starttls' },
      perMinute: 120,
    });
  });

  it.each([
    [{ mail: {} }, 'callboard.mail.from'],
    [{ mail: { from: 'Callboard' } }, 'callboard.mail.from'],
    [{ mail: { from: 'a@b.c, d@e.f' } }, 'callboard.mail.from'],
    [{ mail: { from: 'a@b.c', smtp: {} } }, 'callboard.mail.smtp.host'],
    [
      { mail: { from: 'a@b.c', smtp: { host: 'h', username: 'u' } } },
      'callboard.mail.smtp',
    ],
    [
      { mail: { from: 'a@b.c', smtp: { host: 'h', security: 'ssl' } } },
      'callboard.mail.smtp.security',
    ],
    [{ mail: { from: 'a@b.c', perMinute: 0 } }, 'callboard.mail.perMinute'],
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
    [{ webhooks: { allow: ['https://ci'] } }, 'callboard.webhooks.allow.0'],
    [{ webhooks: { allow: ['ci/'] } }, 'callboard.webhooks.allow.0'],
    [
      { webhooks: { encryptionKeys: ['short'] } },
      'callboard.webhooks.encryptionKeys.0',
    ],
    [{ webhooks: { retrySeconds: [-1] } }, 'callboard.webhooks.retrySeconds.0'],
    [
      { exports: { maxConcurrentPerPerson: 1.5 } },
      'callboard.exports.maxConcurrentPerPerson',
    ],
    [{ reads: { timeout: 15 } }, 'callboard.reads.timeout'],
    [{ reads: { timeout: { seconds: 0 } } }, 'callboard.reads.timeout.seconds'],
    [
      { reads: { timeout: { days: 7, seconds: 1 } } },
      'callboard.reads.timeout',
    ],
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
  ])('rejects %j and names the key', (callboard, key) => {
    expect(() => read(callboard)).toThrow(`${key}: `);
  });

  it('names every key with an invalid value in one error', () => {
    expect(() =>
      read({ superAdmins: ['jane'], activity: { captureIp: 1 } }),
    ).toThrow(/callboard\.superAdmins\.0: .*callboard\.activity\.captureIp: /);
  });
});
