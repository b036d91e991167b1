import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The texts about critical events: the page and the widget for the home page.
 *
 * @public
 */
export const callboardCriticalTranslationRef = createTranslationRef({
  id: 'callboard.critical',
  messages: {
    block: {
      none: 'Nothing open',
      open_one: '{{formatted}} open',
      open_other: '{{formatted}} open',
    },
    ruleTitle: {
      entity_deleted: 'Catalog entity deleted',
      refusals: 'Many refusals in a row',
      mass_delete: 'Mass delete',
      mass_export: 'Mass export',
      admin_granted: 'Somebody became an admin',
      protection_changed: 'Retention, privacy or these rules changed',
      webhook_deactivated: 'Webhook deactivated',
      tamper_found: 'Tampering found',
      person_unmasked: 'Person unmasked',
      person_erased: 'Person erased',
    },
    ruleHint: {
      entity_deleted:
        'Somebody deletes an entity from the catalog, or unregisters the location that it comes from. Needs the audit events of the catalog.',
      refusals:
        'A plugin of the portal refuses what one person, or one program, asks for again and again. Needs the audit events of that plugin.',
      mass_delete:
        'One person deletes many things in Callboard, one by one or in bulk.',
      mass_export:
        'One person downloads many files with data from Callboard, or many rows.',
      admin_granted: 'The role of somebody in a workspace is raised to admin.',
      protection_changed:
        'Somebody changes for how long the log is kept, how people are named in it, or what counts as critical.',
      webhook_deactivated:
        'Somebody deactivates a webhook, or Callboard does because its receiver does not work. Of the latter, the admins of the workspace are notified anyway.',
      tamper_found:
        'A check finds that a row of the log was changed, removed or slipped in.',
      person_unmasked: 'Somebody asks who is behind a pseudonym.',
      person_erased: 'Somebody has the data of a person erased.',
    },
    list: {
      title: 'Events',
      which: 'Which events',
      open: 'Open',
      all: 'All',
      rule: 'Rule',
      anyRule: 'All rules',
      what: 'What',
      who: 'Who',
      when: 'When',
      count: 'Times',
      times_one: '{{formatted}} time',
      times_other: '{{formatted}} times',
      show: 'Show in the log',
      acknowledge: 'Acknowledge',
      acknowledgeOne: 'Acknowledge: {{what}}',
      acknowledged: 'Acknowledged',
      failed: 'It could not be acknowledged. Try again.',
    },
    empty: {
      open: 'Nothing critical',
      openHint:
        'Nothing has happened that nobody has seen to. New events show up here within a minute.',
      all: 'Nothing critical so far',
      allHint:
        'When something happens that a rule describes, it shows up here, and admins are notified.',
    },
    rules: {
      title: 'Rules',
      hint: 'What counts as critical. Changes are saved at once, and are critical themselves.',
      isOn: 'Rule is on: {{title}}',
      count: 'Times',
      minutes: 'Minutes',
      countOf: 'Times: {{title}}',
      minutesOf: 'Minutes: {{title}}',
      range: '1 to {{most}}',
      rows: 'Rows',
      rowsOf: 'Rows: {{title}}',
      default: 'Default: {{times}} in {{minutes}} min',
      defaultRows: 'Default: {{times}}, or {{rows}} rows, in {{minutes}} min',
      failed: 'The rule could not be saved. Try again.',
    },
    widget: {
      label: 'Critical events that nobody has seen to',
      seeAll: 'See all',
      noAccess: 'Only for admins',
      noAccessHint:
        'This card shows admins what should not wait. You can remove it with Edit.',
    },
  },
});
