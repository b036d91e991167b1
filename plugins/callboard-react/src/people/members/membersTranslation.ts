import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The texts about members of workspaces and projects.
 *
 * @public
 */
export const callboardMembersTranslationRef = createTranslationRef({
  id: 'callboard-members',
  messages: {
    list: {
      label: 'Members',
      search: 'Search',
      searchHint: 'Name or reference',
      role: 'Role',
      allRoles: 'All roles',
      clear: 'Clear',
      add: 'Add member',
      person: 'Person',
      source: 'Why',
      actions: 'Actions',
      roleOf: 'Role of {{name}}',
      effective: 'In effect: {{role}}',
      derived:
        'This role comes from elsewhere. Add the person by hand to give them a higher one.',
      remove: 'Remove',
      removeName: 'Remove {{name}}',
      why: 'Why this is not changed here',
      whyName: 'Why {{name}} cannot be removed here',
      empty: 'No members yet',
      noMatch: 'Nobody matches',
      noMatchHint: 'Try another name, or all roles.',
      changed: '{{name}} is now {{role}}',
      notChanged: 'The role of {{name}} was not changed.',
      conflict:
        'Someone else has changed this membership in the meantime. The list now shows the current state: check it and try again.',
      deleted: 'This membership has ended in the meantime.',
      forbidden:
        'Only its admins can change who is a member, and you are not one.',
      ownRoleTitle: 'Give up being an admin?',
      ownRole:
        'You will no longer be able to change {{name}}. Only another admin can give you the role back.',
      ownRoleSubmit: 'Change my role',
    },
    workspace: {
      emptyHint: 'Add the people who work in this workspace.',
      lastAdmin:
        'A workspace needs at least one admin. Make somebody else an admin first.',
      adminHint: 'Changes settings and members, sees everything',
      memberHint: 'Works in open projects',
      guestHint: 'Views open projects',
    },
    project: {
      emptyHint: 'Add the people who work on its items.',
      lastAdmin:
        'A project needs at least one admin. Make somebody else an admin first.',
      adminHint: 'Changes settings and members too',
      memberHint: 'Creates and changes its items',
      guestHint: 'Views it, even when it is secret',
    },
    add: {
      title: 'Add a member to {{name}}',
      person: 'Person',
      personHint:
        'Search by name, or type a reference such as user:default/jane.',
      personProblem:
        'Pick a person, or type a lower-case reference such as user:default/jane.',
      submit: 'Add',
      added: '{{name}} is added as {{role}}',
      already: 'This person has been added by hand already.',
      failed: 'Nobody was added.',
    },
    remove: {
      title: 'Remove {{name}} from {{scope}}?',
      ends: 'They lose access to it at once. What they have done stays.',
      endsOpen:
        'They can no longer change its items; like everybody in the workspace they can still read them, and join again. What they have done stays.',
      stays:
        'They stay a member for another reason: {{reasons}}. Only what was given by hand is taken back.',
      self: 'This is you: you lose access to it at once.',
      selfOpen:
        'This is you: you can no longer change its items. Like everybody in the workspace you can still read them, and join again.',
      selfSafe:
        'This is you. As an admin of the workspace you keep access to it.',
      submit: 'Remove',
      done: '{{name}} is removed',
      doneByHand: '{{name}} now has only the role that comes from elsewhere',
      failed: 'Nobody was removed.',
    },
    derived: {
      title: '{{name}} cannot be removed here',
      hint: 'Nobody has added them by hand: they are a member because of what is true elsewhere. When that ends, so does the membership.',
      owner:
        'They own the entity of this project in the catalog, or are in the group that does. To change that, change the owner of {{entity}} in the catalog.',
      department:
        'The department {{name}} is linked to {{scope}}, and they are in it. To change that, move them to another department or unlink this one; admins of the workspace can.',
      manager:
        'They manage the department {{name}}, which is linked to {{scope}}. To change that, give it another manager or unlink it; admins of the workspace can.',
      someDepartment: 'they belong to',
      close: 'Close',
    },
    role: {
      admin: 'Admin',
      member: 'Member',
      guest: 'Guest',
    },
    source: {
      manual: 'Added by hand',
      owner: 'Owner in the catalog',
      department: 'Department',
      manager: 'Department manager',
      departmentOf: 'Department {{name}}',
      managerOf: 'Manager of {{name}}',
      withRole: '{{source}}: {{role}}',
    },
  },
});
