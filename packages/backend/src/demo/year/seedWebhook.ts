import { DEFAULT_WORKSPACE } from '@callboard/plugin-callboard-common';
import { SeedServices } from '@callboard/plugin-callboard-node';

const WEEK_MS = 7 * 24 * 60 * 60 * 1_000;

/** A webhook to look at: a week of deliveries to a receiver that there is not. */
export async function seedWebhook(
  services: Pick<SeedServices, 'recordWebhook'>,
  now: Date,
): Promise<void> {
  await services.recordWebhook(
    {
      user_ref: 'user:default/alex.admin',
      at: new Date(now.getTime() - WEEK_MS),
    },
    DEFAULT_WORKSPACE,
    {
      name: 'Build bot',
      url: 'https://build-bot.example.com/callboard',
      event_types: ['work_item.create'],
      description:
        'A demonstration: there is no such receiver, so it is not active.',
    },
  );
}
