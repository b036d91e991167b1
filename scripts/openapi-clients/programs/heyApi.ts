import { client } from '../generated/heyApi/client.gen';
import {
  createWorkItem,
  createWorklog,
  listProjects,
} from '../generated/heyApi/sdk.gen';
import * as settings from './settings';

const { baseUrl, headers, slug } = settings;
client.setConfig({ baseUrl, headers });

const listed = await listProjects({ path: { slug } });
const projects = settings.expectData(listed.data, listed.error).items;
const pid = projects[0].id;

const created = await createWorkItem({
  path: { slug, pid },
  body: settings.newItem,
});
const item = settings.expectData(created.data, created.error);

const logged = await createWorklog({
  path: { slug, pid, iid: item.id },
  body: settings.newWorklog,
});
const worklog = settings.expectData(logged.data, logged.error);

settings.report(
  projects.map(project => project.id),
  item.id,
  worklog.duration_minutes,
);
