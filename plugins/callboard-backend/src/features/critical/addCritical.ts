import {
  endpoints,
  ERASED_NAME,
  Endpoint,
  MAX_METADATA_BYTES,
} from '@callboard/plugin-callboard-common';
import { randomBytes, scrypt, timingSafeEqual } from 'crypto';
import { promisify } from 'util';
import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import { declareUserRows, FeatureTables } from '../../database/FeatureTables';
import { NotificationSender } from '../notifications/dispatch/NotificationEvent';
import { criticalEventType } from './criticalEventNotification';
import { CriticalEventService } from './CriticalEventService';
import { CriticalRuleService } from './rules/CriticalRuleService';
import { CriticalWatch } from './watching/CriticalWatch';
import { WorkspaceAccess } from '../../access/Caller';
import { ActivityRow } from '../../changes/ActivityLog';
import { cutText } from '../../database/text';
import { HandlerContext } from '../../http/Handler';
import { toActivityRow } from '../activity/storePosts';
import { callboardActor } from '../../kernel/actor';
import { lockForUpdate } from '../../database/locks';
import { loadPseudonymKey } from '../../pseudonyms/Pseudonyms';

const HASH_BYTES = 32;

const deriveKey = promisify<string, Buffer, number, Buffer>(scrypt);

/**
 * Creates a fingerprint, which identifies a key without revealing it. Uses a slow hash, so that
 * readers of the fingerprint cannot find the key by trying many keys.
 */
async function createFingerprint(key: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await deriveKey(key, salt, HASH_BYTES);
  return [salt, hash].map(bytes => bytes.toString('hex')).join(':');
}

/** Whether a fingerprint belongs to a key; false if the fingerprint is null. */
async function matchesFingerprint(
  key: string,
  fingerprint: string | null,
): Promise<boolean> {
  if (fingerprint === null) {
    return false;
  }
  const [salt, hash] = fingerprint
    .split(':')
    .map(text => Buffer.from(text, 'hex'));
  return timingSafeEqual(await deriveKey(key, salt, HASH_BYTES), hash);
}

const TABLE = 'activity_privacy';

const ONLY_ROW = { id: 1 };

/**
 * Records in the activity log that the privacy mode or the pseudonym key has changed since the last
 * start. Both come from the configuration, so no request records such a change. If several replicas
 * start concurrently, only one records the change.
 */
async function recordPrivacyMode({
  knex,
  changes,
  config,
  workspaces,
}: Core): Promise<void> {
  const { privacy: mode, pseudonymKey } = config.activity;
  const { id } = (await workspaces.findDefault())!;
  // Only the pseudonymous mode uses a key. Other modes leave the stored fingerprint unchanged.
  const key =
    mode === 'pseudonymous'
      ? pseudonymKey ?? (await loadPseudonymKey(knex))
      : undefined;
  const fingerprint = key === undefined ? null : await createFingerprint(key);
  await changes.run(callboardActor, async ({ tx, record }) => {
    await tx(TABLE)
      .insert({ ...ONLY_ROW, mode, key_fingerprint: fingerprint })
      .onConflict('id')
      .ignore();
    const stored = await lockForUpdate(tx(TABLE).where(ONLY_ROW)).first();
    const isKeyKnown =
      key === undefined ||
      (await matchesFingerprint(key, stored.key_fingerprint));
    const key_fingerprint = isKeyKnown ? stored.key_fingerprint : fingerprint;
    const isChanged = record({
      workspace_id: id,
      visibility: 'admins',
      entity_type: 'privacy',
      entity_id: id,
      entity_label: null,
      before: { id, mode: stored.mode, pseudonym_key: stored.key_fingerprint },
      after: { id, mode, pseudonym_key: key_fingerprint },
      sensitive: ['pseudonym_key'],
    });
    if (isChanged) {
      await tx(TABLE).where(ONLY_ROW).update({ mode, key_fingerprint });
    }
  });
}

const MAX_LABEL_LENGTH = 512;

/**
 * Records the download of a data file in the activity log. The response is already complete, so
 * errors are only logged.
 */
async function recordExport(
  core: Core,
  { path }: Endpoint,
  context: HandlerContext<Endpoint>,
  rows: number,
): Promise<void> {
  const { knex, clock, log, logger, workspaces } = core;
  const { caller, params, query, workspace } =
    context as HandlerContext<Endpoint> & Partial<WorkspaceAccess>;
  try {
    const { workspace_id } = query as { workspace_id?: string };
    const queriedWorkspace =
      workspace_id && (await workspaces.findById(workspace_id));
    const targetWorkspace =
      workspace ?? (queriedWorkspace || (await workspaces.findDefault())!);
    const row = toActivityRow(
      { actor: caller, workspace_id: targetWorkspace.id },
      {
        action: 'export',
        entity_label: cutText(toFilePath(path, params), MAX_LABEL_LENGTH),
        metadata: buildExportMetadata(rows, query),
      },
      clock.now(),
    );
    await log.append(knex, [{ ...row, source: caller.source ?? 'backend' }]);
  } catch (error) {
    logger.warn(
      'A download could not be recorded in the activity log',
      error as Error,
    );
  }
}

/** Formats the path of a file within its workspace. */
function toFilePath(path: string, params: Record<string, unknown>): string {
  return path
    .replace(/^\/(workspaces\/\{slug\}\/)?/, '')
    .replace(/\{(\w+)\}/g, (_, name) => String(params[name]));
}

/** Builds the metadata of a download: the row count and, if it is not too large, the query. */
function buildExportMetadata(
  rows: number,
  query: Record<string, unknown>,
): ActivityRow['metadata'] {
  // Removes undefined values.
  const filters = JSON.parse(JSON.stringify(query));
  const metadata: ActivityRow['metadata'] =
    Object.keys(filters).length > 0 ? { rows, query: filters } : { rows };
  return Buffer.byteLength(JSON.stringify(metadata)) > MAX_METADATA_BYTES
    ? { rows, is_cut: true }
    : metadata;
}

const criticalData: FeatureTables = {
  domain: 'critical',
  // A reset retains the privacy mode of the last start. It also retains the watermark in the log,
  // so that deleted events are not raised again.
  preservedTables: ['critical_watermark', 'activity_privacy'],
  personal: [
    {
      table: 'critical_events',
      identifiedBy: [{ column: 'actor_ref', holds: 'user_ref' }],
      columns: ['actor_name'],
      erasure: { actor_name: ERASED_NAME },
      names: [['actor_name']],
    },
    {
      table: 'critical_events',
      identifiedBy: [
        { column: 'entity_id', holds: 'user_ref' },
        { column: 'entity_id', holds: 'staff.id' },
        { column: 'entity_id', holds: 'memberships.id' },
      ],
      columns: ['entity_label'],
      erasure: { entity_label: ERASED_NAME },
    },
    {
      table: 'critical_events',
      identifiedBy: [{ column: 'acknowledged_by', holds: 'user_ref' }],
      columns: ['acknowledged_at'],
      erasure: {},
    },
    declareUserRows(
      'critical_counts',
      ['rule_id', 'workspace_id', 'moments', 'last_at'],
      'actor_ref',
    ),
  ],
};

/** The interval at which new rows of the log are evaluated. */
const WATCH_INTERVAL_S = 3;

/** The service that starts the detection of events, as soon as notifications are available. */
interface CriticalServices {
  /** @param dispatcher - undefined if notifications are off */
  watch(dispatcher: NotificationSender | undefined): Promise<void>;
}

export function addCritical(core: Core): Feature<CriticalServices> {
  const { platform, router } = core;
  const rules = new CriticalRuleService(core);
  const events = new CriticalEventService(core);
  router.handle(endpoints.listCriticalEvents, ({ caller, query }) =>
    events.list(caller, query),
  );
  router.handle(endpoints.acknowledgeCriticalEvent, ({ caller, params }) =>
    events.acknowledge(caller, params.id),
  );
  router.handle(endpoints.listCriticalRules, () => rules.list());
  router.handle(
    endpoints.updateCriticalRule,
    ({ caller, params, body, precondition }) =>
      rules.update(caller, params.id, body, precondition),
  );
  router.onDownload((...download) => recordExport(core, ...download));
  return {
    data: criticalData,
    notifications: { types: [criticalEventType], rules: [] },
    start: () => recordPrivacyMode(core),
    services: {
      async watch(dispatcher) {
        const watch = new CriticalWatch({ ...core, dispatcher });
        await core.logConsumers.add({
          id: 'callboard-critical-events',
          seconds: WATCH_INTERVAL_S,
          run: signal => watch.catchUp(signal),
        });
        await platform.scheduler.scheduleTask({
          id: 'callboard-critical-events-upkeep',
          frequency: { days: 1 },
          initialDelay: { minutes: 15 },
          timeout: { hours: 1 },
          fn: signal => watch.deleteExpired(signal),
        });
      },
    },
  };
}
