import {
  createWorkItem,
  createWorklog,
  listProjects,
} from '../generated/orval';
import * as settings from './settings';

const { headers, slug } = settings;

const listed = await listProjects(slug, {}, { headers });
const { items: projects } = settings.expectData(
  listed.status === 200 ? listed.data : undefined,
  listed,
);
const pid = projects[0].id;

const created = await createWorkItem(slug, pid, settings.newItem, { headers });
const item = settings.expectData(
  created.status === 201 ? created.data : undefined,
  created,
);

const logged = await createWorklog(slug, pid, item.id, settings.newWorklog, {
  headers,
});
const worklog = settings.expectData(
  logged.status === 201 ? logged.data : undefined,
  logged,
);

settings.report(
  projects.map(project => project.id),
  item.id,
  worklog.duration_minutes,
);
