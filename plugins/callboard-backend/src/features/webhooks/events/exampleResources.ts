import {
  HIDDEN_VALUE,
  CalendarFeed,
  Cycle,
  Department,
  DepartmentLink,
  EntityType,
  Holiday,
  Label,
  Member,
  LeaveEntitlement,
  Period,
  Project,
  StaffMember,
  TimeAdjustment,
  TimeOff,
  Timer,
  WorkItem,
  WorkItemComment,
  Worklog,
  WorkModule,
  WorkSchedule,
  WorkState,
  Workspace,
} from '@callboard/plugin-callboard-common';
import { projectSettings } from '../../../core/projects/toProjectResponse';
import { workspaceSettings } from '../../../core/workspaces/WorkspaceService';
import {
  exampleAdminResources,
  ExampleResource,
  versionFields,
  toExampleId,
} from './exampleAdminResources';

const projectId = toExampleId(2);

const workspace: Workspace = {
  id: toExampleId(1),
  slug: 'default',
  name: 'Default',
  timezone: 'Europe/Berlin',
  week_start: 1,
  settings: workspaceSettings.filterReadable('admin', {}),
  ...versionFields,
};

const project: Project = {
  id: projectId,
  entity_ref: 'system:default/payments',
  name: 'Payments',
  identifier: 'PAY',
  access: 'open',
  is_time_tracking_enabled: true,
  archived_at: null,
  entity_missing_since: null,
  settings: projectSettings.filterReadable('admin', {}),
  role: 'admin',
  ...versionFields,
};

const member: Member = {
  id: toExampleId(3),
  user_ref: 'user:default/max.member',
  display_name: 'Max Member',
  role: 'member',
  sources: [{ source: 'manual', role: 'member' }],
  ...versionFields,
};

const department: Department = {
  id: toExampleId(4),
  name: 'Payments',
  code: 'PAY',
  short_name: 'PAY',
  dept_code: '0911',
  description: null,
  dept_type: 'Team',
  parent_id: null,
  level: 1,
  manager_ref: 'user:default/mona.manager',
  manager_name: 'Mona Manager',
  sort_order: 65_535,
  is_active: true,
  ...versionFields,
};

const departmentLink: DepartmentLink = {
  id: toExampleId(5),
  department_id: department.id,
  project_id: projectId,
  workspace_id: null,
  name: 'Payments',
  entity_ref: project.entity_ref,
  created_at: versionFields.created_at,
};

const staff: StaffMember = {
  id: toExampleId(6),
  staff_id: 'S0000042',
  user_ref: 'user:default/max.member',
  first_name: 'Max',
  last_name: 'Member',
  email: 'max.member@example.com',
  department_id: department.id,
  position: 'Engineer',
  job_grade: null,
  phone: HIDDEN_VALUE,
  date_of_joining: '2024-03-01',
  date_of_leaving: null,
  employment_status: 'active',
  is_department_manager: false,
  notes: HIDDEN_VALUE,
  ...versionFields,
};

const state: WorkState = {
  id: toExampleId(7),
  project_id: projectId,
  name: 'In progress',
  color: '#0b6bcb',
  group: 'started',
  sequence: 3,
  ...versionFields,
};

const label: Label = {
  id: toExampleId(8),
  project_id: projectId,
  name: 'regression',
  color: '#b42318',
  ...versionFields,
};

const cycle: Cycle = {
  id: toExampleId(9),
  project_id: projectId,
  name: 'Sprint 12',
  description: null,
  start_date: '2026-05-04',
  end_date: '2026-05-17',
  ...versionFields,
};

const workModule: WorkModule = {
  id: toExampleId(10),
  project_id: projectId,
  name: 'Refunds',
  description: null,
  start_date: null,
  target_date: '2026-06-30',
  lead_ref: 'user:default/mona.manager',
  ...versionFields,
};

const workItem: WorkItem = {
  id: toExampleId(11),
  project_id: projectId,
  identifier: 'PAY-42',
  title: 'Fix rounding',
  description: 'Totals differ by a cent.',
  state_id: state.id,
  state_group: 'started',
  priority: 'high',
  assignees: ['user:default/max.member'],
  labels: [label.id],
  estimate_points: 3,
  estimate_time: 120,
  cycle_id: cycle.id,
  module_id: workModule.id,
  start_date: '2026-05-04',
  target_date: '2026-05-08',
  parent_id: null,
  sort_order: 65_535,
  created_by: 'user:default/mona.manager',
  completed_at: null,
  archived_at: null,
  is_draft: false,
  source: 'callboard',
  external_id: null,
  external_url: null,
  ...versionFields,
};

const workItemComment: WorkItemComment = {
  id: toExampleId(12),
  project_id: projectId,
  work_item_id: workItem.id,
  author_ref: 'user:default/max.member',
  author_name: 'Max Member',
  body: 'Half-even rounding, @mona.manager.',
  mentions: ['user:default/mona.manager'],
  source: 'callboard',
  external_id: null,
  external_url: null,
  edited_at: null,
  deleted_at: null,
  deleted_by: null,
  ...versionFields,
};

const worklog: Worklog = {
  id: toExampleId(16),
  project_id: projectId,
  work_item_id: workItem.id,
  work_item: {
    id: workItem.id,
    identifier: workItem.identifier,
    title: workItem.title,
  },
  logged_by: 'user:default/max.member',
  logged_by_name: 'Max Member',
  duration_minutes: 90,
  description: 'Found where it rounds twice',
  logged_at: '2026-05-05',
  started_at: null,
  is_billable: false,
  activity_type: 'development',
  source: 'manual',
  period_status: 'open',
  ...versionFields,
};

const holiday: Holiday = {
  id: toExampleId(17),
  date: '2026-05-14',
  name: 'Ascension Day',
  minutes: 0,
  created_at: versionFields.created_at,
};

const timeOff: TimeOff = {
  id: toExampleId(18),
  member_id: 'user:default/max.member',
  display_name: 'Max Member',
  date_from: '2026-05-18',
  date_to: '2026-05-22',
  minutes_per_day: null,
  kind: 'vacation',
  created_by: 'user:default/max.member',
  created_at: versionFields.created_at,
};

const workSchedule: WorkSchedule & { id: string } = {
  id: toExampleId(19),
  member_id: 'user:default/max.member',
  minutes_per_weekday: [480, 480, 480, 240, 0, 0, 0],
  workspace_minutes_per_weekday: [480, 480, 480, 480, 480, 0, 0],
  effective_from: '2026-05-01',
  is_editable: true,
  version: 2,
};

const timeAdjustment: TimeAdjustment = {
  id: toExampleId(41),
  member_id: 'user:default/max.member',
  display_name: 'Max Member',
  date: '2026-05-31',
  minutes: -600,
  reason: 'Overtime paid in May',
  created_by: 'user:default/mona.manager',
  created_by_name: 'Mona Manager',
  created_at: versionFields.created_at,
};

const leaveEntitlement: LeaveEntitlement = {
  id: toExampleId(42),
  member_id: 'user:default/max.member',
  display_name: 'Max Member',
  kind: 'vacation',
  year: 2026,
  days: 30,
  ...versionFields,
};

const calendarFeed: CalendarFeed = {
  id: toExampleId(22),
  user_ref: 'user:default/max.member',
  created_at: versionFields.created_at,
};

const period: Period = {
  id: toExampleId(20),
  member_id: 'user:default/max.member',
  display_name: 'Max Member',
  week_start: '2026-05-04',
  week_end: '2026-05-10',
  status: 'submitted',
  total_minutes: 2_340,
  expected_minutes: 2_400,
  submitted_at: '2026-05-08T15:02:00.000Z',
  decided_by: null,
  decided_by_name: null,
  decided_at: null,
  reason: null,
  can_decide: true,
  ...versionFields,
};

const timer: Timer & { id: string; work_item_id: string } = {
  id: toExampleId(21),
  work_item_id: workItem.id,
  work_item: worklog.work_item,
  project: {
    id: projectId,
    name: project.name,
    identifier: project.identifier,
  },
  workspace_slug: workspace.slug,
  started_at: '2026-05-05T08:15:00.000Z',
  description: null,
  is_billable: false,
};

export const exampleResources: Record<EntityType, ExampleResource> = {
  ...exampleAdminResources,
  workspace: {
    resource: workspace,
    label: workspace.name,
    before: { timezone: 'UTC' },
  },
  workspace_member: {
    resource: member,
    label: member.display_name,
    before: { role: 'guest' },
  },
  membership_sync: { resource: { id: toExampleId(14) }, label: '' },
  project: {
    resource: project,
    label: project.name,
    before: { name: 'Payment' },
  },
  project_member: {
    resource: member,
    label: member.display_name,
    before: { role: 'guest' },
  },
  department: {
    resource: department,
    label: department.name,
    before: { manager_ref: null, manager_name: null },
  },
  department_link: {
    resource: departmentLink,
    label: 'Payments → Payments',
  },
  staff: {
    resource: staff,
    label: 'Max Member',
    before: { department_id: null },
  },
  work_item: {
    resource: workItem,
    label: 'PAY-42 Fix rounding',
    before: { priority: 'medium' },
  },
  work_item_comment: {
    resource: workItemComment,
    label: 'PAY-42 Fix rounding',
    before: { body: 'Half-even rounding.' },
  },
  worklog: {
    resource: worklog,
    label: 'PAY-42 Fix rounding',
    before: { duration_minutes: 60 },
  },
  holiday: {
    resource: holiday,
    label: 'Ascension Day, 2026-05-14',
  },
  time_off: {
    resource: timeOff,
    label: 'Max Member, 2026-05-18 to 2026-05-22',
  },
  work_schedule: {
    resource: workSchedule,
    label: 'Max Member',
    before: { minutes_per_weekday: null, effective_from: null },
  },
  time_adjustment: {
    resource: timeAdjustment,
    label: 'Max Member, 2026-05-31',
  },
  leave_entitlement: {
    resource: leaveEntitlement,
    label: 'Max Member, vacation 2026',
    before: { days: 28 },
  },
  calendar_feed: {
    resource: calendarFeed,
    label: 'Max Member',
  },
  period: {
    resource: period,
    label: 'Max Member, 2026-05-04 to 2026-05-10',
    before: { status: 'open', submitted_at: null },
  },
  timer: {
    resource: timer,
    label: 'PAY-42 Fix rounding',
    before: { description: 'Fixing' },
  },
  work_state: { resource: state, label: state.name, before: { name: 'Doing' } },
  label: { resource: label, label: label.name, before: { color: '#888888' } },
  cycle: {
    resource: cycle,
    label: cycle.name,
    before: { end_date: '2026-05-15' },
  },
  module: {
    resource: workModule,
    label: workModule.name,
    before: { target_date: null },
  },
};
