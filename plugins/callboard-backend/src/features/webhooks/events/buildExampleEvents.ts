import {
  ActivitySeal,
  ChangeAction,
  ChangeEvent,
  changeVocabulary,
  EntityType,
  entityTypes,
  SEALED_EVENT_TYPE,
  WebhookEvent,
} from '@callboard/plugin-callboard-common';
import { diff, ResponseFields } from '../../../changes/ResourceChange';
import { toSealPayload } from '../deliveries/SealDeliveries';
import { buildEventBody } from './buildEventBody';
import { exampleResources } from './exampleResources';

const creatingActions = ['create', 'join', 'link', 'start'];
const deletingActions = ['delete', 'unlink', 'stop', 'discard'];

/** Event types without a resource in `data`, such as bulk actions. */
const withoutResource =
  /^(workspace\.(bulk_\w+|catalog_seed|match)|project\.(bulk_\w+|ingest)|membership_sync\.sync|department\.(un)?link|webhook\.replay|dashboard\.layout)$/;

const undecided = {
  status: 'submitted',
  decided_by: null,
  decided_by_name: null,
  decided_at: null,
  reason: null,
};

const decided = {
  decided_by: 'user:default/mona.manager',
  decided_by_name: 'Mona Manager',
  decided_at: '2026-05-11T08:20:00.000Z',
  can_decide: false,
};

/** The fields that actions other than updates change, with their values before the action. */
const valuesBefore: Record<string, object> = {
  'period.approve': undecided,
  'period.reject': undecided,
  'period.recall': undecided,
  'period.reopen': undecided,
  'staff.deactivate': { employment_status: 'probation' },
  'staff.match': { user_ref: null },
  'staff.reactivate': { employment_status: 'resigned' },
  'webhook.deactivate': { is_active: true, disabled_reason: null },
};

/** The values after an action that differ from the example resource. */
const valuesAfter: Record<string, object> = {
  'period.approve': { ...decided, status: 'approved' },
  'period.reject': {
    ...decided,
    status: 'rejected',
    reason: 'Friday is missing.',
  },
  'period.recall': { status: 'open', submitted_at: null },
  'period.reopen': { ...decided, status: 'open', reason: 'As you asked.' },
  'staff.deactivate': { employment_status: 'resigned' },
  'webhook.deactivate': { is_active: false, disabled_reason: 'failing' },
};

const EVENT_ID = '01900000-0000-7000-8000-00000000ffff';

const exampleSeal: ActivitySeal = {
  version: 1,
  number: 7,
  kind: 'rows',
  sealed_at: '2026-05-05T09:15:05.000Z',
  rows: 312,
  first_id: '019df7a9-b1d3-7000-8000-000000000001',
  last_id: '019df7a9-c560-7000-8000-000000000312',
  root: 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9',
  rule: null,
  previous: '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',
  head: '486ea46224d1bb4fb680f34f7c9ad96a8f24ec88be73ea8e5a6c65260e9cb8a7',
};

export function buildExampleEvents(workspace_id: string): WebhookEvent[] {
  const changeEvents = entityTypes.flatMap(entity_type =>
    changeVocabulary[entity_type].map(action => ({
      type: `${entity_type}.${action}`,
      example: JSON.parse(
        buildEventBody(createExampleEvent(workspace_id, entity_type, action)),
      ),
    })),
  );
  const example = toSealPayload(exampleSeal, workspace_id, EVENT_ID);
  return [...changeEvents, { type: SEALED_EVENT_TYPE, example }];
}

function createExampleEvent(
  workspace_id: string,
  entity_type: EntityType,
  action: ChangeAction,
): ChangeEvent {
  const type = `${entity_type}.${action}`;
  const { resource, label, before } = exampleResources[entity_type];
  const resourceAfter: ResponseFields = { ...resource, ...valuesAfter[type] };
  const resourceBefore: ResponseFields = {
    ...resourceAfter,
    ...(valuesBefore[type] ?? before),
  };
  const hasResource = !withoutResource.test(type);
  const changes =
    hasResource && action !== 'test'
      ? diff(
          creatingActions.includes(action) ? null : resourceBefore,
          deletingActions.includes(action) ? null : resourceAfter,
        )
      : [];
  return {
    id: EVENT_ID,
    workspace_id,
    project_id: null,
    actor: {
      user_ref: 'user:default/mona.manager',
      display_name: 'Mona Manager',
    },
    visibility: 'admins',
    people: [],
    action,
    entity_type,
    entity_id: resource.id,
    entity_label: label,
    changes,
    metadata: null,
    resource: hasResource ? (resourceAfter as ChangeEvent['resource']) : null,
    is_resource_left_out: false,
    batch_id: null,
    is_detail: false,
    created_at: '2026-05-05T09:15:00.000Z',
  };
}
