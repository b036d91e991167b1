import type { Analytics } from '@callboard/plugin-callboard-common';
import {
  hostileWords,
  idOf,
  reactComplaints,
} from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor } from '@testing-library/react';
import { compared, usualAnalytics } from './__testUtils__/answerAnalytics';
import { openAnalytics } from './__testUtils__/openAnalytics';

describe('names that people give', () => {
  const hostile = hostileWords.filter(word => word.trim().length > 1);
  const [work, people, time] = [
    usualAnalytics['work-items'],
    usualAnalytics.people,
    usualAnalytics.time,
  ];
  const answers: Array<[string, string, Analytics]> = [
    [
      'work',
      'work-items',
      {
        ...work,
        projects: hostile.map((name, at) => ({
          ...work.projects[0],
          project_id: idOf('project', at + 1),
          name,
        })),
      },
    ],
    [
      'people',
      'people',
      {
        ...people,
        people: hostile.map(name => ({
          ...people.people[0],
          user_ref: name,
          name,
        })),
      },
    ],
    [
      'time',
      'time',
      {
        ...time,
        projects: hostile.map((name, at) => ({
          ...time.projects[0],
          project_id: idOf('project', at + 1),
          name,
        })),
        activity_types: hostile.map(activity_type => ({
          activity_type,
          logged_minutes: compared(10),
        })),
      },
    ],
  ];

  it.each(answers)('are text in the tab %s', async (tab, asked, answer) => {
    const complaints = jest.spyOn(console, 'error').mockImplementation();
    openAnalytics(`/analytics?tab=${tab}`, numbers => {
      numbers[asked as keyof typeof numbers] = answer;
    });
    // Names become links once it is known where they lead.
    await waitFor(() =>
      expect(screen.getAllByText('constructor')[0]).toBeVisible(),
    );
    expect(screen.queryByText(/cannot be shown/)).toBeNull();
    expect(document.querySelector('[onerror]')).toBeNull();
    expect(reactComplaints(complaints.mock.calls)).toEqual([]);
  });
});
