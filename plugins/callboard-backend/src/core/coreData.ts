import { ERASED_NAME } from '@callboard/plugin-callboard-common';
import { declareUserRows, FeatureTables } from '../database/FeatureTables';
import { normaliseForSearch } from '../database/text';
import { Feature } from './Feature';

const seedingData: FeatureTables = {
  domain: 'seeding',
  personal: [],
  nonPersonalColumns: { seeds: ['name'] },
};

const workspaceData: FeatureTables = {
  domain: 'workspaces',
  personal: [],
  nonPersonalColumns: { workspaces: ['name', 'settings'] },
};

const projectData: FeatureTables = {
  domain: 'projects',
  personal: [
    {
      table: 'project_owners',
      identifiedBy: [{ column: 'owner_ref', holds: 'user_ref' }],
      columns: ['project_id'],
      erasure: {},
    },
  ],
  nonPersonalColumns: {
    projects: ['entity_ref', 'name', 'sort_name', 'settings'],
  },
};

const peopleData: FeatureTables = {
  domain: 'people',
  personal: [
    {
      table: 'people',
      identifiedBy: [{ column: 'user_ref', holds: 'user_ref' }],
      columns: ['display_name', 'search_text', 'email', 'picture'],
      erasure: 'row',
      names: [['display_name'], ['search_text']],
      emails: ['email'],
    },
  ],
};

const memberData: FeatureTables = {
  domain: 'members',
  personal: [
    {
      table: 'memberships',
      identifiedBy: [{ column: 'user_ref', holds: 'user_ref' }],
      columns: [
        'sort_name',
        'scope',
        'scope_id',
        'rank',
        'created_at',
        'deleted_at',
        // When the manual membership was last removed.
        'taken_back_at',
      ],
      erasure: { sort_name: normaliseForSearch(ERASED_NAME) },
      names: [['sort_name']],
    },
    {
      table: 'membership_sources',
      identifiedBy: [{ column: 'member_id', holds: 'memberships.id' }],
      columns: ['source', 'rank', 'department_id', 'link_id'],
      erasure: {},
    },
  ],
};

const liveData: FeatureTables = {
  domain: 'live',
  personal: [
    {
      table: 'live_channels',
      identifiedBy: [{ column: 'scope', holds: 'user_ref' }],
      columns: ['name', 'former_name'],
      secrets: ['name', 'former_name'],
      erasure: 'row',
    },
  ],
};

/** Waiting, running and dead-lettered jobs. Their payloads contain only ids. */
const queueData: FeatureTables = {
  domain: 'queue',
  personal: [],
};

/** Changes that are being dispatched to subscribers. */
const outboxData: FeatureTables = {
  domain: 'outbox',
  // If a reset emptied this table, the relay would dispatch no changes until replicas register
  // their subscribers again.
  preservedTables: ['outbox_subscribers'],
  personal: [
    {
      table: 'outbox',
      identifiedBy: [
        { column: 'people', path: '$[*]', holds: 'user_ref' },
        { column: 'resource', path: '$.user_ref', holds: 'user_ref' },
        { column: 'resource', path: '$.logged_by', holds: 'user_ref' },
        { column: 'resource', path: '$.author_ref', holds: 'user_ref' },
        { column: 'resource', path: '$.id', holds: 'staff.id' },
      ],
      columns: [],
      jsonPaths: { resource: ['$'] },
      erasure: { resource: null },
    },
  ],
  nonPersonalColumns: { outbox_subscribers: ['name'] },
};

/** The ownership references of users, as the portal last reported them. */
const accessData: FeatureTables = {
  domain: 'access',
  // Ownership references are not demonstration data, and are still valid after a reset.
  preservedTables: ['ownership_refs'],
  personal: [declareUserRows('ownership_refs', ['owner_ref', 'seen_at'])],
};

/** The tables that all features share. */
export const coreData: readonly FeatureTables[] = [
  accessData,
  liveData,
  memberData,
  outboxData,
  peopleData,
  projectData,
  queueData,
  workspaceData,
];

/** The tables of the core, of the given features, and of seeding. */
export function listFeatureTables(
  features: readonly Feature[],
): FeatureTables[] {
  return [
    ...coreData,
    ...features.flatMap(({ data }) => data ?? []),
    seedingData,
  ];
}
