import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** The texts about members of workspaces and projects. @public */
export const callboardMembersTranslationRef = createTranslationRef({
  id: 'callboard-members',
  messages: {
    list: {
      label: 'Members',
      search: 'Search',
      searchHint: 'Name or entity reference',
      role: 'Role',
      allRoles: 'All roles',
      clear: 'Clear',
      add: 'Add member',
      person: 'Person',
      source: 'Source',
      actions: 'Actions',
      roleOf: 'Role of {{name}}',
      effective: 'Effective role: {{role}}',
      derived:
        'This role comes from the catalog or a department. To give the person a higher role, add them manually.',
      remove: 'Remove',
      removeName: 'Remove {{name}}',
      why: 'Why this cannot be changed here',
      whyName: 'Why {{name}} cannot be removed here',
      empty: 'No members yet',
      noMatch: 'No matching members',
      noMatchHint: 'Try another name, or show all roles.',
      changed: '{{name}} is now {{role}}',
      notChanged: 'The role of {{name}} was not changed.',
      conflict:
        'Someone else changed this membership. The list now shows the current state. Check it and try again.',
      deleted: 'This membership has ended.',
      forbidden: 'Only admins can change members.',
      ownRoleTitle: 'Give up the admin role?',
      ownRole:
        'You will no longer be able to manage {{name}}. Only another admin can give you the role back.',
      ownRoleSubmit: 'Change my role',
    },
    workspace: {
      emptyHint: 'Add the people who work in this workspace.',
      lastAdmin:
        'A workspace needs at least one admin. Make someone else an admin first.',
      adminHint: 'Manages settings and members, sees everything',
      memberHint: 'Joins open projects and works in them',
      guestHint: 'Views open projects',
    },
    project: {
      emptyHint: 'Add the people who work on this project.',
      lastAdmin:
        'A project needs at least one admin. Make someone else an admin first.',
      adminHint: 'Manages settings and members, creates and changes items',
      memberHint: 'Creates and changes items',
      guestHint: 'Views the project, even if it is secret',
    },
    add: {
      title: 'Add a member to {{name}}',
      person: 'Person',
      personHint:
        'Search by name, or type a reference such as user:default/jane.',
      personProblem:
        'Choose a person, or type a lower-case reference such as user:default/jane.',
      submit: 'Add',
      added: '{{name}} added as {{role}}',
      already: 'This person was already added manually.',
      failed: 'The member was not added.',
    },
    remove: {
      title: 'Remove {{name}} from {{scope}}?',
      ends: 'They lose access immediately. Their history is retained.',
      endsOpen:
        'They can no longer change items of the project. Like everyone in the workspace, they can still read the project and rejoin it. Their history is retained.',
      stays:
        'They stay a member for another reason: {{reasons}}. Only the manually added role is removed.',
      self: 'This is you. You lose access immediately.',
      selfOpen:
        'This is you. You can no longer change items of the project. Like everyone in the workspace, you can still read the project and rejoin it.',
      selfSafe:
        'This is you. As an admin of the workspace, you keep access to the project.',
      selfSuperAdmin: 'This is you. As a super admin, you keep access.',
      submit: 'Remove',
      done: '{{name}} removed',
      doneByHand:
        '{{name}} now has only the role from the catalog or department',
      failed: 'The member was not removed.',
    },
    derived: {
      title: '{{name}} cannot be removed here',
      hint: 'This membership comes from the catalog or a department. It ends when the owner or the department changes.',
      owner:
        'They, or a group they are in, own this project’s entity in the catalog. To remove them, change the owner of {{entity}} in the catalog.',
      department:
        'They are in the department {{name}}, which gives access to {{scope}}. A workspace admin can move them to another department, or remove this department’s access.',
      manager:
        'They manage the department {{name}}, which gives access to {{scope}}. A workspace admin can choose another manager, or remove this department’s access.',
      someDepartment: '(name not available)',
      close: 'Close',
    },
    role: {
      admin: 'Admin',
      member: 'Member',
      guest: 'Guest',
    },
    source: {
      manual: 'Added manually',
      owner: 'Owner in the catalog',
      department: 'Department',
      manager: 'Department manager',
      departmentOf: 'Department {{name}}',
      managerOf: 'Manager of {{name}}',
      withRole: '{{source}}: {{role}}',
    },
  },
});
