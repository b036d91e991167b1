import { DEFAULT_WORKSPACE } from '@callboard/plugin-callboard-common';
import { SeedServices } from '@callboard/plugin-callboard-node';
import { Calendar } from './Calendar';

const WEEK_MS = 7 * 24 * 60 * 60 * 1_000;

/**
 * Webhooks to look at: a week of deliveries to receivers that there are not. One is
 * paused, the other one's receiver has said that it is gone.
 */
export async function seedWebhooks(
  services: Pick<SeedServices, 'recordWebhook'>,
  calendar: Calendar,
): Promise<void> {
  const admin = {
    user_ref: 'user:default/alex.admin',
    at: new Date(calendar.lastDayAt(10.2).getTime() - WEEK_MS),
  };
  await services.recordWebhook(
    admin,
    DEFAULT_WORKSPACE,
    {
      name: 'Build bot',
      url: 'https://build-bot.example.com/callboard',
      event_types: ['work_item.create'],
      description:
        'A demonstration: there is no such receiver, so it is paused.',
    },
    'paused',
  );
  await services.recordWebhook(
    { ...admin, at: new Date(admin.at.getTime() + 7 * 60_000) },
    DEFAULT_WORKSPACE,
    {
      name: 'Team chat',
      url: 'https://chat.example.com/hooks/lantern',
      event_types: ['work_item_comment.create'],
      description: 'A demonstration: the team has moved to another chat.',
    },
    'gone',
  );
}
