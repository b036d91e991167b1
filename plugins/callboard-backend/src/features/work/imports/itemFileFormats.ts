import {
  ImportedItemField,
  WorkItemFileFormat,
} from '@callboard/plugin-callboard-common';

type Columns = readonly string[];

/** Maps the columns of a tool's exports to the fields of work items. */
export interface ItemFileFormat {
  name: WorkItemFileFormat;
  /** Sets of columns. A file of the tool has all columns of at least one set. */
  signatures: readonly Columns[];
  /** Alternative columns of each field. In each row, the first one that is not blank is used. */
  columns: Readonly<Partial<Record<ImportedItemField, Columns>>>;
  /** Columns with other ids of an item, by which its sub-items may refer to it. */
  aliases?: Columns;
  /** Maps a column of ids to the column that qualifies them, such as `number` to `repository`. */
  scopes?: ReadonlyMap<string, string>;
  /** The column with the category of the state, such as "To Do". */
  stateCategory?: string;
  /** The columns with the first and last day of the cycle. */
  cycleDates?: readonly [start: string, end: string];
  /** The minutes per unit of a plain number in `estimate_time`. */
  minutesPerUnit: number;
  /** The separators of the names in a cell; by default, commas, semicolons and line breaks. */
  separators?: Readonly<Partial<Record<'assignees' | 'labels', RegExp>>>;
  /** Prepares the text of a cell. An empty result means a blank cell. */
  prepare?: Readonly<
    Partial<Record<ImportedItemField, (text: string, column: string) => string>>
  >;
}

/**
 * Returns the newest value of a repeated column, whose cells are joined with line breaks, oldest
 * first.
 */
const getLastLine = (text: string) => text.slice(text.lastIndexOf('\n') + 1);

const getFirstName = (text: string) => text.split(',', 1)[0].trim();

/** Returns the last segment of a path such as `Project\Sprint 3`; empty for `Project` alone. */
const getLastSegment = (path: string) =>
  path.includes('\\') ? path.slice(path.lastIndexOf('\\') + 1) : '';

const toolFormats: readonly ItemFileFormat[] = [
  /**
   * The CSV exports of Jira Cloud ("Export CSV") and Data Center, with all or the current fields.
   * They repeat a column for each further value. `Parent` and `Parent id` contain the parent's
   * `Issue id`. Estimated times are in seconds.
   */
  {
    name: 'jira',
    signatures: [['issue_key', 'summary']],
    columns: {
      title: ['summary'],
      external_id: ['issue_id', 'issue_key'],
      description: ['description'],
      state: ['status'],
      priority: ['priority'],
      assignees: ['assignee'],
      labels: ['labels'],
      cycle: ['sprint', 'custom_field_(sprint)'],
      module: ['fix_versions', 'fix_version/s'],
      parent: ['parent', 'parent_id', 'parent_key', 'custom_field_(epic_link)'],
      estimate_points: [
        'custom_field_(story_points)',
        'custom_field_(story_point_estimate)',
        'story_points',
      ],
      estimate_time: ['original_estimate'],
      start_date: ['custom_field_(start_date)', 'start_date'],
      target_date: ['due_date'],
      created_by: ['reporter', 'creator'],
      created_at: ['created'],
      updated_at: ['updated'],
      completed_at: ['resolved'],
    },
    aliases: ['issue_key'],
    stateCategory: 'status_category',
    minutesPerUnit: 1 / 60,
    separators: { assignees: /\n/ },
    prepare: { cycle: getLastLine, module: getLastLine },
  },
  /** The query results of Azure DevOps ("Export to CSV"), of flat and of tree queries. */
  {
    name: 'azure',
    signatures: [
      ['id', 'work_item_type', 'title'],
      ['id', 'work_item_type', 'title_1'],
    ],
    columns: {
      // Tree queries export the titles of each level in a separate column.
      title: [
        'title',
        ...Array.from({ length: 10 }, (_, level) => `title_${level + 1}`),
      ],
      external_id: ['id'],
      description: ['description', 'repro_steps'],
      state: ['state'],
      priority: ['priority'],
      assignees: ['assigned_to'],
      labels: ['tags'],
      cycle: ['iteration_path'],
      module: ['area_path'],
      parent: ['parent'],
      estimate_points: ['story_points', 'effort', 'size'],
      estimate_time: ['original_estimate'],
      start_date: ['start_date'],
      target_date: ['target_date', 'due_date', 'finish_date'],
      created_by: ['created_by'],
      created_at: ['created_date'],
      updated_at: ['changed_date'],
      completed_at: ['closed_date', 'resolved_date'],
    },
    minutesPerUnit: 60,
    separators: { assignees: /\n/, labels: /[\n;]/ },
    prepare: { cycle: getLastSegment, module: getLastSegment },
  },
  /** The CSV export of Linear. Cycles without a name have only a number. */
  {
    name: 'linear',
    signatures: [['id', 'team', 'title', 'status']],
    columns: {
      title: ['title'],
      external_id: ['id'],
      description: ['description'],
      state: ['status'],
      priority: ['priority'],
      assignees: ['assignee'],
      labels: ['labels'],
      cycle: ['cycle_name', 'cycle_number'],
      module: ['project'],
      parent: ['parent_issue'],
      estimate_points: ['estimate'],
      target_date: ['due_date'],
      created_by: ['creator'],
      created_at: ['created'],
      updated_at: ['updated'],
      completed_at: ['completed'],
    },
    cycleDates: ['cycle_start', 'cycle_end'],
    minutesPerUnit: 1,
    separators: { assignees: /\n/ },
    prepare: {
      cycle: (text, column) =>
        column === 'cycle_number' ? `Cycle ${text}` : text,
    },
  },
  /**
   * The export of Plane, as CSV or XLSX.
   *
   * Source: github.com/makeplane/plane, `IssueExportSchema` (v1) and `export_task.py` (v0).
   */
  {
    name: 'plane',
    signatures: [['id', 'project', 'name', 'state']],
    columns: {
      title: ['name'],
      external_id: ['id'],
      description: ['description'],
      state: ['state'],
      priority: ['priority'],
      assignees: ['assignees', 'assignee'],
      labels: ['labels'],
      cycle: ['cycle_name'],
      module: ['module_name'],
      parent: ['parent', 'parent_issue'],
      estimate_points: ['estimate'],
      start_date: ['start_date'],
      target_date: ['target_date'],
      created_by: ['created_by'],
      created_at: ['created_at'],
      updated_at: ['updated_at'],
      completed_at: ['completed_at'],
    },
    cycleDates: ['cycle_start_date', 'cycle_end_date'],
    minutesPerUnit: 1,
    prepare: {
      module: getFirstName,
      // Estimates can also be categories, such as "Large".
      estimate_points: text => (/^\d+([.,]\d+)?$/.test(text) ? text : ''),
    },
  },
  /**
   * Issues of GitHub: the table of a project ("Export view data"), and the fields of
   * `gh issue list --json`, written as CSV.
   */
  {
    name: 'github',
    signatures: [
      ['number', 'title', 'state'],
      ['number', 'title', 'url'],
      ['title', 'url', 'status'],
      ['title', 'url', 'repository'],
      ['title', 'status', 'linked_pull_requests'],
    ],
    columns: {
      title: ['title'],
      external_id: ['databaseid', 'url', 'html_url', 'number'],
      description: ['body'],
      state: ['status', 'statereason', 'state_reason', 'state'],
      priority: ['priority'],
      assignees: ['assignees'],
      labels: ['labels'],
      cycle: ['milestone', 'iteration', 'sprint'],
      parent: ['parent_issue'],
      estimate_points: ['estimate', 'story_points'],
      start_date: ['start_date'],
      target_date: ['target_date', 'end_date', 'due_date'],
      created_by: ['author'],
      created_at: ['createdat', 'created_at', 'created'],
      updated_at: ['updatedat', 'updated_at', 'updated'],
      completed_at: ['closedat', 'closed_at', 'closed'],
      external_url: ['url', 'html_url'],
    },
    aliases: ['url', 'html_url', 'number'],
    scopes: new Map([['number', 'repository']]),
    minutesPerUnit: 1,
  },
];

/** Any other file. Columns that are named like a field need no mapping. */
const otherFormat: ItemFileFormat = {
  name: 'file',
  signatures: [],
  columns: {
    title: ['title', 'summary', 'name', 'subject'],
    external_id: ['external_id', 'key', 'id'],
    description: ['description', 'issue_description'],
    state: ['state', 'status'],
    priority: ['priority'],
    assignees: ['assignees', 'assignee'],
    labels: ['labels', 'tags'],
    cycle: ['cycle', 'cycle_name', 'sprint', 'iteration', 'milestone'],
    module: ['module', 'module_name', 'component'],
    parent: ['parent'],
    estimate_points: ['estimate_points', 'story_points'],
    estimate_time: ['estimate_time'],
    start_date: ['start_date'],
    target_date: ['target_date', 'due_date'],
    created_by: ['created_by', 'creator', 'author', 'reporter'],
    created_at: ['created_at', 'created'],
    updated_at: ['updated_at', 'updated'],
    completed_at: ['completed_at', 'completed'],
    external_url: ['external_url', 'url'],
  },
  minutesPerUnit: 1,
};

/** Detects from the columns of a file which tool exported it. */
export function detectItemFormat(columns: readonly string[]): ItemFileFormat {
  return (
    toolFormats.find(({ signatures }) =>
      signatures.some(signature =>
        signature.every(column => columns.includes(column)),
      ),
    ) ?? otherFormat
  );
}
