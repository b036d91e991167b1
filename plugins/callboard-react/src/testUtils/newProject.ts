import {
  projectSettings,
  type Project,
} from '@callboard/plugin-callboard-common';
import { stored } from './stored';

/** The first project of a fake, open to everybody unless the values differ. @internal */
export function newProject(values: Partial<Project> = {}): Project {
  return {
    ...stored('project', 1),
    entity_ref: 'component:default/payments-api',
    name: 'payments-api',
    identifier: 'PAY',
    access: 'open',
    is_time_tracking_enabled: true,
    archived_at: null,
    entity_missing_since: null,
    settings: projectSettings.defaults,
    role: 'member',
    ...values,
  };
}
