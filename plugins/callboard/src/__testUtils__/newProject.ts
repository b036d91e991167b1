import {
  projectSettings,
  type Project,
} from '@callboard/plugin-callboard-common';
import type { FakeBackend } from './FakeBackend';

/** A project, open to everybody unless told. */
export function newProject(
  backend: FakeBackend,
  values: Partial<Project>,
): Project {
  return {
    entity_ref: 'component:default/payments-api',
    name: 'payments-api',
    identifier: 'PAY',
    access: 'open',
    is_time_tracking_enabled: true,
    archived_at: null,
    entity_missing_since: null,
    settings: projectSettings.defaults,
    role: null,
    ...backend.newThing(),
    ...values,
  };
}
