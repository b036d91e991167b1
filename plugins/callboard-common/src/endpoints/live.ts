import { z } from 'zod';
import { EntityType } from '../changes';
import { createEndpointDefiners } from '../contract/createEndpointDefiners';

/** A message on a live-update channel. It contains ids, never content. @public */
export type CallboardSignal =
  | {
      type: 'change';
      workspace_id: string;
      entity_type: EntityType;
      entity_id: string;
    }
  | { type: 'activity'; workspace_id: string }
  /** The user's notifications or their read state changed. */
  | { type: 'notifications' }
  /** The channels of the receiving user changed: request them again. */
  | { type: 'renew' };

/** The type of a message on a live-update channel. @public */
export const liveTopic = z.enum(['change', 'activity', 'notifications']);

/** @public */
export const liveChannels = z
  .strictObject({
    channels: z.array(
      z.strictObject({
        /** The channel name for the portal's signals service; it cannot be guessed. */
        name: z.string(),
        /** The types of messages on this channel. */
        topics: z.array(liveTopic),
      }),
    ),
  })
  .meta({ id: 'LiveChannels' });

/** @public */
export type LiveChannels = z.output<typeof liveChannels>;

const { get } = createEndpointDefiners('Me');

/** @public */
export const liveEndpoints = {
  getLive: get('/live', {
    summary:
      "List the live-update channels of the caller, for the portal's signals",
    access: { kind: 'user' },
    response: liveChannels,
  }),
};
