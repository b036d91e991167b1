import type { ParkedDispatch } from '@callboard/plugin-callboard-common';
import {
  pageOfItems,
  Refusal,
} from '@callboard/plugin-callboard-react/testUtils';
import type { FakeBackend } from './FakeBackend';

/** Changes that were set aside; the health counts them. */
export class FakeDispatches {
  all: ParkedDispatch[] = [];

  constructor(private readonly backend: FakeBackend) {
    backend.answer({
      listParkedDispatches: ({ query }) => pageOfItems(this.all, query),
      retryParkedDispatches: () => this.retry(() => true),
      retryParkedDispatch: ({ params }) =>
        this.retry(
          ({ change, subscriber }) =>
            change.id === params.change_id && subscriber === params.subscriber,
        ),
    });
  }

  /** Sets a change aside of a thing with this label. */
  add(values: Partial<ParkedDispatch> & { label?: string }): void {
    const { label = 'payments-api', ...others } = values;
    const { id, created_at } = this.backend.newThing();
    this.all.push({
      subscriber: 'mail',
      change: {
        id,
        workspace_id: id,
        actor: 'user:default/max.member',
        actor_name: 'Max Member',
        action: 'update',
        entity_type: 'project',
        entity_id: id,
        entity_label: label,
        created_at,
      },
      attempts: 8,
      parked_at: created_at,
      last_error: 'Error: connect ECONNREFUSED',
      ...others,
    });
    this.count();
  }

  private retry(isMeant: (dispatch: ParkedDispatch) => boolean) {
    const retried = this.all.filter(isMeant).length;
    if (retried === 0) {
      throw new Refusal(404, 'It is not set aside');
    }
    this.all = this.all.filter(dispatch => !isMeant(dispatch));
    this.count();
    return { retried };
  }

  private count(): void {
    this.backend.health.relay.parked = this.all.length;
  }
}
