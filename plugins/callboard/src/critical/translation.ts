import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The texts about critical events, on their page and in the home-page widget.
 *
 * @public
 */
export const callboardCriticalTranslationRef = createTranslationRef({
  id: 'callboard.critical',
  messages: {
    block: {
      none: 'No unacknowledged events',
      open_one: '{{formatted}} unacknowledged',
      open_other: '{{formatted}} unacknowledged',
    },
    ruleTitle: {
      entity_deleted: 'Catalog entity deleted',
      refusals: 'Repeated access denials',
      mass_delete: 'Mass deletion',
      mass_export: 'Mass export',
      admin_granted: 'Admin role granted',
      protection_changed: 'Retention, privacy or critical event rules changed',
      webhook_deactivated: 'Webhook deactivated',
      tamper_found: 'Tampering found',
      person_unmasked: 'Name revealed',
      person_erased: 'Personal data erased',
    },
    ruleHint: {
      entity_deleted:
        'Someone deletes an entity from the catalog or unregisters its location. Works only if audit events of the catalog are recorded.',
      refusals:
        'A portal plugin repeatedly denies requests from one person or service. Works only for plugins whose audit events are recorded.',
      mass_delete:
        'One person deletes many resources in Callboard, individually or in bulk.',
      mass_export: 'One person exports many data files or rows from Callboard.',
      admin_granted: 'Someone is given the admin role in a workspace.',
      protection_changed:
        'Someone changes how long the activity log is retained, whether it shows names, or the rules on this page.',
      webhook_deactivated:
        'Someone deactivates a webhook, or Callboard deactivates it because its receiver keeps failing. Workspace admins are always notified when Callboard deactivates a webhook.',
      tamper_found:
        'A check finds that a row of the log was changed, removed or inserted.',
      person_unmasked: 'Someone reveals the name behind a pseudonym.',
      person_erased: 'Someone erases the data of a person.',
    },
    list: {
      title: 'Events',
      which: 'Events to show',
      open: 'Unacknowledged',
      all: 'All',
      rule: 'Rule',
      anyRule: 'All rules',
      what: 'Event',
      who: 'Person',
      when: 'Time',
      times_one: '{{formatted}} time',
      times_other: '{{formatted}} times',
      show: 'Show in the activity log',
      acknowledge: 'Acknowledge',
      acknowledgeOne: 'Acknowledge: {{what}}',
      acknowledged: 'Acknowledged',
      failed: 'The event could not be acknowledged. Try again.',
    },
    empty: {
      open: 'No unacknowledged events',
      openHint: 'New events appear here within a minute.',
      all: 'No critical events yet',
      allHint:
        'When an event matches a rule, it appears here and admins are notified.',
    },
    rules: {
      title: 'Rules',
      hint: 'Define what counts as critical. Changes are saved immediately and create a critical event.',
      isOn: 'Enable rule: {{title}}',
      count: 'Occurrences',
      minutes: 'Within (min)',
      countOf: 'Occurrences: {{title}}',
      minutesOf: 'Within (min): {{title}}',
      range: '1 to {{most}}',
      rows: 'Rows',
      rowsOf: 'Rows: {{title}}',
      default: 'Default: {{times}} in {{minutes}} min',
      defaultRows:
        'Default: {{times}} exports or {{rows}} rows in {{minutes}} min',
      failed: 'The rule could not be saved. Try again.',
    },
    widget: {
      label: 'Unacknowledged critical events',
      seeAll: 'See all',
      noAccess: 'Admins only',
      noAccessHint:
        'This card shows critical events to admins. To remove it, choose Edit.',
    },
  },
});
