import { ERASED_NAME } from '@callboard/plugin-callboard-common';
import { declareUserRows, FeatureTables } from '../database/FeatureTables';
import { normaliseForSearch } from '../database/text';
import { Feature } from './Feature';

/** The tables that all features share. */
const coreTables: readonly FeatureTables[] = [
  // The ownership references of users, as the portal last reported them. They are not demonstration
  // data, and are still valid after a reset.
  {
    domain: 'access',
    preservedTables: ['ownership_refs'],
    personal: [declareUserRows('ownership_refs', ['owner_ref', 'seen_at'])],
  },
  {
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
  },
  {
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
  },
  // Changes that are being dispatched to subscribers.
  {
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
  },
  {
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
  },
  {
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
  },
  // Waiting, running and dead-lettered jobs. Their payloads contain only ids.
  { domain: 'queue', personal: [] },
  {
    domain: 'workspaces',
    personal: [],
    nonPersonalColumns: { workspaces: ['name', 'settings'] },
  },
];

/** The tables of the core, of the given features, and of seeding. */
export function listFeatureTables(
  features: readonly Feature[],
): FeatureTables[] {
  return [
    ...coreTables,
    ...features.flatMap(({ data }) => data ?? []),
    {
      domain: 'seeding',
      personal: [],
      nonPersonalColumns: { seeds: ['name'] },
    },
  ];
}
