import { endpoints } from '@callboard/plugin-callboard-common';
import { Core } from '../../../core/Core';
import { TimeSubfeature } from '../TimeSubfeature';
import { TimeParts } from '../TimeParts';
import { CalledItems } from './CalledItems';
import { importNotifications } from './importNotifications';
import { PeopleOfFiles } from './PeopleOfFiles';
import { WorklogImporter } from './WorklogImporter';
import { WorklogImportPlanner } from './WorklogImportPlanner';

/** Adds the import of worklogs from other tools' files and Callboard's exports. */
export function addWorklogImport(core: Core, parts: TimeParts): TimeSubfeature {
  const planner = new WorklogImportPlanner({
    ...parts,
    filePeople: new PeopleOfFiles(core.audience),
    calledItems: new CalledItems({ ...core, ...parts }),
  });
  const importer = new WorklogImporter({ ...core, ...parts, planner });
  core.router.upload(endpoints.importWorklogs, context =>
    importer.import(context, context.file, context.body),
  );
  return { notifications: importNotifications };
}
