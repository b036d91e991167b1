import { range, uniqBy } from 'lodash';
import { BROWSER } from './__testUtils__/BROWSER';
import { createEvents, createUsageProfiles } from './activity/createEvents';
import { Calendar } from './Calendar';
import { makeCompany } from './company/entities';
import { DEFAULT_SETTINGS } from './DemoService';
import { Timeline } from './Timeline';
import { addProjects } from './work/addProjects';
import { createHistory } from './work/history';
import { createContext, projects } from './work/projects';

const payments = projects.find(({ hasExample }) => hasExample)!;

describe('demo generators at the default size', () => {
  const company = makeCompany(DEFAULT_SETTINGS);
  const calendar = new Calendar(new Date(), DEFAULT_SETTINGS.days);
  const profiles = createUsageProfiles(company);
  const events = range(DEFAULT_SETTINGS.days + 1).flatMap(day =>
    createEvents(profiles, calendar, day),
  );

  it('creates 12 000 to 22 000 events of five kinds, mostly in working hours', () => {
    expect(events.length).toBeGreaterThan(12_000);
    expect(events.length).toBeLessThan(22_000);
    const kinds = uniqBy(events, 'event.action').map(each => each.event.action);
    expect(kinds.sort()).toEqual([...BROWSER, 'create'].sort());
    const onWeekends = events.filter(({ at }) => at.getUTCDay() % 6 === 0);
    expect(onWeekends.length).toBeLessThan(events.length / 20);
    const atNight = events.filter(({ at }) => at.getUTCHours() < 5);
    expect(atNight.length).toBeLessThan(events.length / 20);
  });

  it('creates events of a person only between joining and leaving', () => {
    for (const { ref, from, until } of company.people) {
      const times = events
        .filter(({ user_ref }) => user_ref === ref)
        .map(({ at }) => at.getTime());
      const joined = calendar.getWorkingMoment(from, 2).getTime();
      expect(Math.min(...times)).toBeGreaterThan(joined);
      const left = until && calendar.getWorkingMoment(until, 17.5).getTime();
      expect(Math.max(...times)).toBeLessThan(left ?? Date.now());
    }
  });

  it('archives some items', () => {
    const { people } = company;
    const context = createContext(payments, people, calendar, 'history');
    const history = createHistory(context, payments.items);
    expect(history.some(({ patch }) => patch.archived_at)).toBe(true);
  });

  it('creates 3 000 items @full', () => {
    expect(addProjects(new Timeline(calendar), company)).toBe(3_000);
  });
});
