import { endpoints } from '@callboard/plugin-callboard-common';
import { NotificationDeclarations } from '@callboard/plugin-callboard-node';
import { Core } from '../../../core/Core';
import { createImportFinishedRule } from '../../../imports/ImportReport';
import { TimeSubfeature, TimeParts } from '../TimeParts';
import { ItemLookup } from './ItemLookup';
import { PersonMatcher } from './PersonMatcher';
import { WorklogImporter } from './WorklogImporter';
import { WorklogImportPlanner } from './WorklogImportPlanner';

/** Notifications about worklog imports. */
export const importNotifications: NotificationDeclarations = {
  types: [
    {
      type: 'worklog.imported',
      label: 'Time entry import finished',
      channels: { email: false },
    },
  ],
  rules: [
    createImportFinishedRule({
      entityType: 'worklog',
      type: 'worklog.imported',
      title: 'Time entry import finished',
      getTargetPath: slug => `/my-time?workspace=${slug}`,
    }),
  ],
};

/** Adds the import of worklogs from other tools' files and Callboard's exports. */
export function addWorklogImport(core: Core, parts: TimeParts): TimeSubfeature {
  const planner = new WorklogImportPlanner({
    ...parts,
    personMatcher: new PersonMatcher(core.audience),
    itemLookup: new ItemLookup({ ...core, ...parts }),
  });
  const importer = new WorklogImporter({ ...core, ...parts, planner });
  core.router.upload(endpoints.importWorklogs, context =>
    importer.import(context, context.file, context.body),
  );
  return { notifications: importNotifications };
}
