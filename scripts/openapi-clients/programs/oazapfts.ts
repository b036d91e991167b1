import * as api from '../generated/oazapfts';
import * as settings from './settings';

const { baseUrl, headers, slug } = settings;
Object.assign(api.defaults, { baseUrl, headers });

const listed = await api.listProjects(slug);
const { items: projects } = settings.expectData(
  listed.status === 200 ? listed.data : undefined,
  listed,
);
const pid = projects[0].id;

const created = await api.createWorkItem(slug, pid, settings.newItem);
const item = settings.expectData(
  created.status === 201 ? created.data : undefined,
  created,
);

const logged = await api.createWorklog(slug, pid, item.id, settings.newWorklog);
const worklog = settings.expectData(
  logged.status === 201 ? logged.data : undefined,
  logged,
);

settings.report(
  projects.map(project => project.id),
  item.id,
  worklog.duration_minutes,
);
